package org.mambascope.ui.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.activation.Measure;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.figure.PointMap.Cell;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.session.Session;

import java.util.Comparator;

class BlockMapViewModelTest {
    private final Session session = Opened.sample(new FakeBackend());
    private final BlockMapViewModel viewModel = new BlockMapViewModel(session, new ChosenFiles());

    @Test
    void hasARowForEachKindOfLayerAndAColumnForEachBlock() {
        assertThat(viewModel.map().getValue().kinds())
                .containsExactly("in_proj", "x_proj", "x_proj_b", "out_proj");
        assertThat(viewModel.map().getValue().blocks()).containsExactly(0, 1, 2);
        assertThat(viewModel.map().getValue().cells()).hasSize(12);
    }

    @Test
    void theLayerInViewIsTheMostFragileOne() {
        assertThat(largest().point()).isEqualTo(chosen());
    }

    @Test
    void followsTheMeasure() {
        double kurtosis = largest().value();

        session.selection().measureProperty().set(Measure.TOKEN_VARIANCE);

        assertThat(largest().value()).isNotEqualTo(kurtosis).isGreaterThan(1);
    }

    @Test
    void arrowsMoveFromCellToCellAndStopAtTheEdge() {
        viewModel.choose(cell("in_proj", 0));

        viewModel.move(1, 0);
        viewModel.move(0, 1);
        viewModel.move(0, 1);
        viewModel.move(0, 1);

        assertThat(chosen()).isEqualTo(cell("x_proj", 2).point());
    }

    @Test
    void hasAllCellsBeforeAnAnalysisAndNoValues() {
        int cells = viewModel.map().getValue().cells().size();

        session.images().clear();

        assertThat(viewModel.map().getValue().cells())
                .hasSize(cells)
                .allMatch(cell -> Double.isNaN(cell.value()));
        assertThat(viewModel.figure().figure().getValue()).isEmpty();
    }

    private ObservationPoint chosen() {
        return session.selection().pointProperty().get().orElseThrow();
    }

    private Cell largest() {
        return viewModel.map().getValue().cells().stream()
                .max(Comparator.comparing(Cell::value))
                .orElseThrow();
    }

    private Cell cell(String kind, int block) {
        return viewModel.map().getValue().cell(kind, block).orElseThrow();
    }
}
