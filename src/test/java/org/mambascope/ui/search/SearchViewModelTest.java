package org.mambascope.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.compare.CompareViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Twelve layers: integers take 1 ms, floats 2, all else 3; 10 ms are spent elsewhere. */
class SearchViewModelTest {
    @TempDir Path folder;

    private final Session session = Opened.sample(new FakeBackend());
    private CompareViewModel compare;
    private SearchViewModel search;
    private QuantiseViewModel quantise;

    @BeforeEach
    void openCompare() {
        ChosenFiles dialogs = new ChosenFiles().folder(folder);
        Runs runs = new Runs(session);
        quantise = new QuantiseViewModel(session, dialogs, runs, folder.resolve("runs"));
        compare = new CompareViewModel(session, dialogs, runs, quantise);
        search = compare.search();
    }

    private FoundPlan found() {
        return search.state().getValue().plan().orElseThrow();
    }

    @Test
    @DisplayName("a latency budget offers floating point as well, since nothing else is as exact")
    void offersFloats() {
        assertThat(search.budget().offered().get()).doesNotContain(LayerBits.FLOATING);

        search.budget().chosen().set(Budgets.LATENCY);

        assertThat(search.budget().offered().get()).startsWith(LayerBits.FLOATING);
    }

    @Test
    @DisplayName("a latency budget is met by integers, predicted and measured side by side")
    void meetsALatencyBudget() {
        search.budget().chosen().set(Budgets.LATENCY);
        search.measure();
        search.budget().share(CostKind.LATENCY).set(0.25);
        search.verify();

        assertThat(found().budgets()).containsExactly(Map.entry(CostKind.LATENCY, 28.0));
        assertThat(found().costs().get(CostKind.LATENCY)).isEqualTo(28);
        assertThat(found().bits().layers().values())
                .containsOnly(found().bits().all().isFloating() ? EIGHT : LayerBits.FLOATING)
                .hasSize(6);
        assertThat(search.words().getValue())
                .contains("Latency: 28.00 ms predicted from 34.00 ms in floating point; measured")
                .contains("23.00 ms beside 36.00 ms; 12 layers multiply integers");
    }

    private static final LayerBits EIGHT = new LayerBits(8, 8);

    @Test
    @DisplayName("two budgets at once that no plan meets are told in words, and met ones found")
    void combinesBudgets() {
        search.budget().chosen().set(Budgets.SIZE_AND_LATENCY);
        search.measure();
        search.budget().share(CostKind.SIZE).set(0);
        search.budget().share(CostKind.LATENCY).set(0);

        assertThat(search.words().getValue()).contains("No plan meets").contains("together");
        assertThat(search.hasPlan().getValue()).isFalse();

        search.budget().share(CostKind.SIZE).set(0.2);
        assertThat(search.hasPlan().getValue()).isTrue();
        search.verify();

        assertThat(found().costs().get(CostKind.SIZE))
                .isLessThanOrEqualTo(found().budgets().get(CostKind.SIZE));
        assertThat(found().costs().get(CostKind.LATENCY)).isEqualTo(22);
    }

    @Test
    @DisplayName("the best plans are converted by the chosen method, or by that of Quantise")
    void converts() {
        search.measure();
        search.verify();
        assertThat(search.canConvert().getValue()).isTrue();

        search.convert();
        assertThat(found().converted().getFirst().method()).isEqualTo("PTS + smoothing");
        search.converting().set(Optional.of(Method.ROTATED));
        search.convert();

        assertThat(found().converted().getFirst().method()).isEqualTo(Method.ROTATED.words());
        assertThat(search.words().getValue())
                .contains("Converted by " + Method.ROTATED.words())
                .contains("agreement 98.0 %");
        search.usePlan();
        assertThat(quantise.plan().draft().getValue().bits()).isEqualTo(found().bits());
    }

    @Test
    @DisplayName("the search of the present budgets is told as a command")
    void isACommand() {
        assertThat(search.inTerminal()).isEmpty();
        search.budget().chosen().set(Budgets.SIZE_AND_LATENCY);
        search.measure();
        assertThat(search.inTerminal()).isEmpty();

        compare.dataset().chooseFolder();

        assertThat(search.inTerminal().orElseThrow())
                .contains("search ")
                .contains("--bits w16a16,w8a8,w4a8,w4a4")
                .contains("--size 316 --latency 34.00ms")
                .contains("--dataset " + folder + " --limit 256")
                .contains("--calibration 0.png --calibration-images 256");
    }

    @Test
    @DisplayName("a plan of floats alone is predicted to lose nothing")
    void losesNothing() {
        search.budget().chosen().set(Budgets.LATENCY);
        search.measure();
        search.budget().share(CostKind.LATENCY).set(1);

        assertThat(search.words().getValue())
                .isEqualTo("34.00 ms, 0 % less than the original. SQNR ∞ dB predicted.");
    }

    @Test
    @DisplayName("another budget asks anew: what was found is of no use then")
    void forgetsOtherBudgets() {
        search.measure();
        search.verify();

        search.budget().share(CostKind.SIZE).set(0.9);

        assertThat(search.state().getValue().plan()).isEmpty();
        assertThat(search.figure().figure().getValue()).isPresent();
    }
}
