package org.mambascope.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.Test;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.Source;

import java.util.List;
import java.util.OptionalInt;

class InspectorViewModelTest {
    private final Session session = Opened.sample(new FakeBackend());
    private final InspectorViewModel viewModel = new InspectorViewModel(session);

    @Test
    void outlinesTheTokensPatchOnTheImage() {
        session.selection().tokenProperty().set(OptionalInt.of(6));

        assertThat(viewModel.title().getValue()).isEqualTo("Token 6");
        assertThat(viewModel.place().getValue()).isEqualTo("row 1, column 2");
        assertThat(viewModel.outline().getValue()).contains(new Rectangle2D(0.5, 0.25, 0.25, 0.25));
    }

    @Test
    void theClassTokenHasNoPlaceInTheImage() {
        session.selection().tokenProperty().set(OptionalInt.of(8));

        assertThat(viewModel.title().getValue()).isEqualTo("Class token 8");
        assertThat(viewModel.outline().getValue()).isEmpty();
    }

    @Test
    void aClickOnTheImageChoosesThePatchThere() {
        viewModel.pick(0.99, 0.99);

        assertThat(session.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(16));
        assertThat(viewModel.place().getValue()).isEqualTo("row 3, column 3");
    }

    @Test
    void showsTheChosenImageAndWhatTheModelTakesItFor() {
        session.selection().imageProperty().set(2);

        assertThat(viewModel.picture().getValue().orElseThrow().name()).isEqualTo("2.png");
        assertThat(viewModel.caption().getValue()).isEqualTo("2.png\nPredicted: c");
    }

    @Test
    void theStepFollowsTheBits() {
        double atFour = step();

        viewModel.bits().set(8);

        assertThat(step()).isLessThan(atFour / 10);
    }

    @Test
    void countsChannelsAboveTheThreshold() {
        viewModel.outlierThreshold().set(2);
        assertThat(fact("Outlier channels")).isEqualTo("1 of 24");

        viewModel.outlierThreshold().set(1e6);
        assertThat(fact("Outlier channels")).isEqualTo("0 of 24");
    }

    @Test
    void hasNothingToExplainWithoutAnAnalysis() {
        session.clearImages();

        assertThat(viewModel.hasSelection().getValue()).isFalse();
        assertThat(viewModel.tokenFacts().getValue()).isEmpty();
        assertThat(viewModel.layerFacts().getValue()).isEmpty();
    }

    private double step() {
        return viewModel.layerFacts().getValue().stream()
                .filter(fact -> fact.name().startsWith("Step at"))
                .mapToDouble(fact -> Double.parseDouble(fact.value()))
                .findFirst()
                .orElseThrow();
    }

    private String fact(String name) {
        List<Fact> facts = viewModel.layerFacts().getValue();
        return facts.stream()
                .filter(fact -> fact.name().equals(name))
                .map(Fact::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void weightsHaveNoPlaceInTheImage() {
        session.selection().sourceProperty().set(Source.WEIGHTS);
        viewModel.pick(0.5, 0.5);
        viewModel.move(1, 0);

        assertThat(viewModel.hasSelection().getValue()).isTrue();
        assertThat(viewModel.outline().getValue()).isEmpty();
        session.selection().tokenProperty().set(OptionalInt.of(4));
        assertThat(viewModel.title().getValue()).isEqualTo("Output channel 4");
        assertThat(viewModel.place().getValue()).isEmpty();
    }

    @Test
    void keysMoveToNeighbouringPatchesAndStopAtTheEdges() {
        viewModel.pick(0, 0);
        viewModel.move(1, 2);
        assertThat(viewModel.place().getValue()).isEqualTo("row 1, column 2");

        viewModel.move(-5, 0);
        assertThat(viewModel.place().getValue()).isEqualTo("row 0, column 2");
    }
}
