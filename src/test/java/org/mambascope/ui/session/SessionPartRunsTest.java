package org.mambascope.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.experiment.run.Run;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.session.SessionFile;
import org.mambascope.session.SessionJson;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.compare.CompareViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.search.Budgets;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What was planned, made, measured and found survives in a session's file. */
class SessionPartRunsTest {
    @TempDir Path folder;

    /** A window without a window. */
    private final class Whole {
        final Session session = Opened.nothing(new FakeBackend());
        final Runs runs = new Runs(session);
        final ChosenFiles dialogs = new ChosenFiles().folder(folder);
        final QuantiseViewModel quantise =
                new QuantiseViewModel(session, dialogs, runs, folder.resolve("runs"));
        final CompareViewModel compare = new CompareViewModel(session, dialogs, runs, quantise);
    }

    private Whole worked() {
        Whole whole = new Whole();
        whole.session.openModel(Path.of("vim.pth"));
        whole.session.images().add(List.of(Path.of("0.png"), Path.of("1.png"), Path.of("2.png")));
        whole.quantise.conversion().run();
        whole.quantise.plan().choose(Method.RTN);
        whole.quantise.conversion().run();
        whole.compare.measuring().accuracy();
        whole.compare.measuring().time();
        whole.compare.chosen().call(whole.runs.all().get(1), "mine", "a note");
        whole.runs.hide(List.of(whole.runs.all().get(2)), true);
        whole.compare.sensitivity().measure();
        whole.compare.search().budget().chosen().set(Budgets.SIZE_AND_LATENCY);
        whole.compare.search().measure();
        whole.compare.search().budget().share(CostKind.SIZE).set(0.6);
        whole.compare.search().verify();
        whole.compare.search().convert();
        whole.compare.search().usePlan();
        return whole;
    }

    @Test
    @DisplayName(
            "runs, their measurements, the plan, sensitivities and the search open as they were")
    void keepsEverything() {
        Whole saved = worked();
        Path file = folder.resolve("one.mambascope");
        saved.session.files().save(file, () -> {});

        Whole opened = new Whole();
        opened.session.openSession(file);

        assertThat(SessionJson.tree(opened.session.files().state()))
                .isEqualTo(SessionJson.tree(saved.session.files().state()));
        assertThat(opened.runs.all())
                .extracting(Run::name)
                .containsExactly("vim", "mine", "Round to nearest W4A4");
        Run mine = opened.runs.all().get(1);
        assertThat(mine.note()).isEqualTo("a note");
        assertThat(mine.accuracy().orElseThrow().top1Hits()).isEqualTo(2);
        assertThat(mine.time().orElseThrow().medianMs()).isEqualTo(5);
        assertThat(mine.made().file()).isEqualTo(saved.runs.all().get(1).made().file());
        assertThat(mine.made().origin().orElseThrow().plan().method()).isEqualTo(Method.PTS_SMOOTH);
        assertThat(opened.compare.comparison(mine).orElseThrow().agreement())
                .isEqualTo(
                        saved.compare
                                .comparison(saved.runs.all().get(1))
                                .orElseThrow()
                                .agreement());
        assertThat(opened.runs.all().get(2).hidden()).isTrue();
        assertThat(opened.compare.sensitivity().ranking().getValue().layers()).hasSize(12);
        FoundPlan found = opened.compare.search().state().getValue().plan().orElseThrow();
        assertThat(found.converted()).hasSize(1);
        assertThat(found.time().orElseThrow().plan().integerLayers()).isEqualTo(12);
        assertThat(opened.compare.search().budget().chosen().get())
                .isEqualTo(Budgets.SIZE_AND_LATENCY);
        assertThat(opened.quantise.plan().draft().getValue().bits()).isEqualTo(found.bits());
        assertThat(found.costs().get(CostKind.SIZE))
                .isLessThanOrEqualTo(found.budgets().get(CostKind.SIZE));
    }

    @Test
    @DisplayName("a run that is made after reopening gets a number of its own")
    void countsOn() {
        Whole saved = worked();
        Path file = folder.resolve("one.mambascope");
        saved.session.files().save(file, () -> {});
        Whole opened = new Whole();
        opened.session.openSession(file);

        opened.quantise.plan().choose(Method.DYNAMIC);
        opened.quantise.conversion().run();

        assertThat(opened.runs.all()).extracting(Run::number).doesNotHaveDuplicates().hasSize(4);
    }

    @Test
    @DisplayName("a found plan replaces the plan in Quantise, and undo brings the old one back")
    void usesAFoundPlan() {
        Whole whole = new Whole();
        whole.session.openModel(Path.of("vim.pth"));
        whole.session.images().add(List.of(Path.of("0.png")));
        BitPlan before = whole.quantise.plan().draft().getValue().bits();
        whole.compare.search().measure();
        whole.compare.search().verify();

        whole.compare.search().usePlan();
        BitPlan used = whole.quantise.plan().draft().getValue().bits();
        whole.quantise.plan().undo();

        assertThat(used).isNotEqualTo(before);
        assertThat(whole.quantise.plan().draft().getValue().bits()).isEqualTo(before);
    }

    @Test
    @DisplayName("a change of runs or of the plan is saved by itself")
    void autosaves() {
        Whole whole = worked();
        Deque<Runnable> waiting = new ArrayDeque<>();
        Path file = folder.resolve("autosave.mambascope");
        Autosave autosave = new Autosave(whole.session, file, waiting::add, Runnable::run);
        autosave.start();
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }

        whole.compare.chosen().call(whole.runs.all().get(1), "after", "");
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }

        assertThat(SessionFile.read(file).parts().runs().orElseThrow().runs())
                .extracting(Run::name)
                .contains("after");
    }
}
