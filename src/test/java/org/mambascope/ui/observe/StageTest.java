package org.mambascope.ui.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.TinyDetector;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.figure.PointMap;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.Stage;
import org.mambascope.ui.task.Jobs;
import org.mambascope.workflow.LocalWorkbench;

import java.util.List;

class StageTest {
    private static ObservationPoint point(int block, int side) {
        return new ObservationPoint(
                "block" + block, block, "in_proj", 8, TokenOrder.rowMajor(side, side));
    }

    @Test
    @DisplayName("blocks on one grid are a stage; a model with one stage has none to choose")
    void stages() {
        assertThat(Stage.of(List.of(point(0, 8), point(1, 8), point(2, 4))))
                .containsExactly(Stage.ALL, new Stage(1, 0, 1, 8, 8), new Stage(2, 2, 2, 4, 4));
        assertThat(Stage.of(List.of(point(0, 8), point(1, 8)))).containsExactly(Stage.ALL);
    }

    @Test
    @DisplayName("the map shows the chosen stage's blocks, and another block takes it along")
    void map() {
        Session session =
                new Session(
                        new LocalWorkbench(),
                        problems -> new Jobs(Runnable::run, Runnable::run, problems));
        session.openModel(TinyDetector.MODEL);
        session.images().open(List.of(TinyDetector.IMAGE));
        BlockMapViewModel viewModel = new BlockMapViewModel(session, new ChosenFiles());

        viewModel.stage().set(viewModel.stages().getValue().get(3));

        assertThat(viewModel.stage().get()).isEqualTo(new Stage(3, 2, 2, 8, 10));
        assertThat(viewModel.map().getValue().blocks()).containsExactly(2);
        assertThat(viewModel.chosen().getValue().orElseThrow().block()).isEqualTo(2);
        PointMap third = viewModel.map().getValue();

        session.selection().choose(session.points().getFirst());

        assertThat(viewModel.stage().get().number()).isEqualTo(1);
        assertThat(viewModel.map().getValue()).isNotEqualTo(third);
    }
}
