package org.mambascope.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.TinyDetector;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.run.Run;
import org.mambascope.quant.plan.Method;
import org.mambascope.report.figure.ExperimentTables;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Jobs;
import org.mambascope.workflow.LocalWorkbench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A detector and a run of it, measured on the objects that mmdetection found with it. */
class DetectorCompareTest {
    @TempDir Path folder;

    private final Session session = session();
    private final Runs runs = new Runs(session);
    private CompareViewModel compare;

    private static Session session() {
        return new Session(
                new LocalWorkbench(), problems -> new Jobs(Runnable::run, Runnable::run, problems));
    }

    @BeforeEach
    void quantise() throws IOException {
        session.openModel(TinyDetector.MODEL.toAbsolutePath());
        session.images().open(List.of(TinyDetector.annotatedImages(folder.resolve("images"))));
        ChosenFiles dialogs = new ChosenFiles().folder(folder);
        QuantiseViewModel quantise =
                new QuantiseViewModel(session, dialogs, runs, folder.resolve("runs"));
        quantise.plan().choose(Method.RTN);
        quantise.conversion().run();
        compare = new CompareViewModel(session, dialogs, runs, quantise);
    }

    @Test
    @DisplayName("a detector's runs are measured by average precision and agreement")
    void measures() {
        compare.measuring().accuracy();

        assertThat(session.noticeProperty().get()).isEmpty();
        assertThat(compare.detects().getValue()).isTrue();
        Run original = runs.all().getFirst();
        assertThat(original.measures())
                .extracting(Measure::id)
                .startsWith("box_ap", "mask_ap", "box_ap50");
        assertThat(original.measures().getFirst().value()).isEqualTo(100, within(1e-6));
        PairedComparison found = compare.comparison(runs.all().getLast()).orElseThrow();
        assertThat(found.agreement()).isBetween(1.0, 99.9);
        assertThat(ExperimentTables.runs(runs.all()).columns())
                .startsWith("run", "method", "bits", "box AP %", "from", "to", "mask AP %");
    }

    @Test
    @DisplayName("the chosen run's facts and the verdict speak of average precision")
    void words() {
        compare.measuring().accuracy();
        compare.chosen().numbers().set(List.of(1));
        List<String> facts =
                compare.chosen().facts().getValue().stream().map(fact -> fact.name()).toList();
        compare.chosen().numbers().set(List.of(0, 1));

        assertThat(facts).startsWith("box AP", "95 % interval", "mask AP");
        assertThat(compare.chosen().verdict().getValue()).contains("box AP");
        assertThat(compare.tradeOff().card().figure().getValue().orElseThrow().title())
                .contains("Box AP");
    }

    @Test
    @DisplayName("images without annotations are refused in a sentence, and the model stays open")
    void withoutAnnotations() {
        session.images().open(List.of(TinyDetector.IMAGE));

        compare.measuring().accuracy();

        assertThat(session.noticeProperty().get().orElseThrow()).contains("maskrcnn_tiny.png");
        assertThat(runs.all().getFirst().measures()).isEmpty();
        session.analyse();
        assertThat(session.currentProperty().get()).isTrue();
    }

    @Test
    @DisplayName("a session keeps what was measured of a detector")
    void kept() throws IOException {
        compare.measuring().accuracy();
        Path file = folder.resolve("detector.mambascope");
        session.files().save(file, () -> {});
        Session later = session();
        Runs found = new Runs(later);

        later.openSession(file);

        assertThat(later.noticeProperty().get()).isEmpty();
        assertThat(found.all()).isEqualTo(runs.all());
    }
}
