package org.mambascope.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.table.TableFormat;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.session.Session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

class InspectorViewModelTest {
    private final Session session = Opened.sample(new FakeBackend());
    private final ChosenFiles dialogs = new ChosenFiles();
    private final InspectorViewModel viewModel = new InspectorViewModel(session, dialogs);

    @Test
    void outlinesTheTokensPatchOnTheImage() {
        session.selection().tokenProperty().set(OptionalInt.of(6));

        assertThat(viewModel.token().title().getValue()).isEqualTo("Token 6");
        assertThat(viewModel.token().place().getValue()).isEqualTo("row 1, column 2");
        assertThat(viewModel.token().outline().getValue())
                .contains(new Rectangle2D(0.5, 0.25, 0.25, 0.25));
    }

    @Test
    void theClassTokenHasNoPlaceInTheImage() {
        session.selection().tokenProperty().set(OptionalInt.of(8));

        assertThat(viewModel.token().title().getValue()).isEqualTo("Class token 8");
        assertThat(viewModel.token().outline().getValue()).isEmpty();
    }

    @Test
    void saysHowATokenIsChosenWhileNoneIs() {
        assertThat(viewModel.token().hint().getValue()).isEmpty();

        session.selection().tokenProperty().set(OptionalInt.empty());
        assertThat(viewModel.token().title().getValue()).isEqualTo("No token chosen");
        assertThat(viewModel.token().hint().getValue())
                .isEqualTo("Click a patch of the image, or into a plot.");

        session.images().clear();
        assertThat(viewModel.token().hint().getValue()).isEmpty();
    }

    @Test
    void aClickOnTheImageChoosesThePatchThere() {
        viewModel.token().pick(0.99, 0.99);

        assertThat(session.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(16));
        assertThat(viewModel.token().place().getValue()).isEqualTo("row 3, column 3");
    }

    @Test
    void showsTheChosenImageAndWhatTheModelTakesItFor() {
        session.selection().imageProperty().set(2);

        assertThat(viewModel.image().image().getValue().orElseThrow().name()).isEqualTo("2.png");
        assertThat(viewModel.image().caption().getValue()).isEqualTo("2.png\nPredicted: c");
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
        session.images().clear();

        assertThat(viewModel.hasSelection().getValue()).isFalse();
        assertThat(viewModel.token().facts().getValue()).isEmpty();
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
        session.selection().sourceProperty().set(ObservedSource.WEIGHTS);
        viewModel.token().pick(0.5, 0.5);
        viewModel.token().move(1, 0);

        assertThat(viewModel.hasSelection().getValue()).isTrue();
        assertThat(viewModel.token().outline().getValue()).isEmpty();
        session.selection().tokenProperty().set(OptionalInt.of(4));
        assertThat(viewModel.token().title().getValue()).isEqualTo("Output channel 4");
        assertThat(viewModel.token().place().getValue()).isEmpty();
    }

    @Test
    void keysMoveToNeighbouringPatchesAndStopAtTheEdges() {
        viewModel.token().pick(0, 0);
        viewModel.token().move(1, 2);
        assertThat(viewModel.token().place().getValue()).isEqualTo("row 1, column 2");

        viewModel.token().move(-5, 0);
        assertThat(viewModel.token().place().getValue()).isEqualTo("row 0, column 2");
    }

    @ParameterizedTest(name = "block {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    @DisplayName(
            "a token is outlined where its patch is, in row, column, windowed and flipped scans")
    void everyScanOrderLeadsToThePatch(int block) {
        Session scans = Opened.sample(new FakeBackend(6, 4));
        InspectorViewModel inspector = new InspectorViewModel(scans, dialogs);
        scans.selection().sourceProperty().set(ObservedSource.SCANS);
        ObservationPoint point =
                scans.layers().getValue().stream()
                        .map(PointStatistics::point)
                        .filter(each -> each.block() == block && each.kind().equals("h"))
                        .findFirst()
                        .orElseThrow();
        scans.selection().choose(point);

        for (int token = 0; token < point.tokens(); token++) {
            scans.selection().tokenProperty().set(OptionalInt.of(token));
            OptionalInt cell = point.order().cell(token);
            if (cell.isEmpty()) {
                assertThat(inspector.token().outline().getValue()).isEmpty();
                continue;
            }
            double row = cell.getAsInt() / 4 / 4.0;
            double column = cell.getAsInt() % 4 / 4.0;
            assertThat(inspector.token().outline().getValue())
                    .contains(new Rectangle2D(column, row, 0.25, 0.25));

            inspector.token().pick(column + 0.1, row + 0.1);

            assertThat(scans.selection().tokenProperty().get()).isEqualTo(OptionalInt.of(token));
        }
    }

    @Test
    @DisplayName("every basis says what it bought, once somebody asks")
    void basesSayWhatTheyBought() {
        assertThat(viewModel.bases().facts().getValue()).isEmpty();
        assertThat(viewModel.bases().canAsk().getValue()).isTrue();

        viewModel.bases().ask();

        assertThat(viewModel.bases().canAsk().getValue()).isFalse();
        assertThat(viewModel.bases().facts().getValue())
                .containsExactly(
                        Fact.of("As it is", "6.0 dB"),
                        Fact.of("Smoothed", "10.0 dB (+4.0)"),
                        Fact.of("and rotated", "14.0 dB (+4.0)"),
                        Fact.of("and centred", "18.0 dB (+4.0)"));
        assertThat(viewModel.bases().words().getValue())
                .isEqualTo(
                        "SQNR of the output at W4A4, a step per token. Best: mean removed, 12.0 dB above the input as it is.");
    }

    @Test
    @DisplayName("the worth of the bases is saved as a table")
    void basesAreSaved(@TempDir Path folder) throws IOException {
        dialogs.folder(folder);
        viewModel.bases().ask();

        viewModel.bases().table().save(TableFormat.CSV);

        assertThat(folder.resolve("layers-2-mixer-out-proj-bases.csv"))
                .content()
                .isEqualToNormalizingNewlines(
                        """
                        basis,SQNR of the output (dB)
                        as-is,6
                        smoothed,10
                        rotated,14
                        centred,18
                        """);
    }
}
