package org.mambascope.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Progress;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.EvaluationLogits;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.workflow.Comparisons.Candidate;
import org.mambascope.workflow.Comparisons.Entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Methods at widths, each quantised into a file and asked about the same images. */
class ComparisonsTest {
    private static final LayerBits EIGHT = new LayerBits(8, 8);
    private static final LayerBits FOUR = new LayerBits(4, 4);
    private static final Entry PLAIN = entry("rtn", Method.RTN, Optional.empty());
    private static final Entry SMOOTHED = entry("smoothed", Method.PTS_SMOOTH, Optional.of("rtn"));

    @TempDir private static Path folder;
    private static TinyStudy study;

    @BeforeAll
    static void prepare() throws IOException {
        study = TinyStudy.in(folder);
    }

    private static Entry entry(String name, Method method, Optional<String> addsTo) {
        return new Entry(name, QuantisationPlan.of(method, BitPlan.uniform(16, 16)), addsTo);
    }

    private static List<Candidate> quantised(Progress progress, Comparisons.Listener listener)
            throws IOException {
        return Comparisons.quantise(
                study.original(),
                List.of(PLAIN, SMOOTHED),
                List.of(EIGHT, FOUR),
                study::set,
                () -> progress,
                listener);
    }

    @Test
    @DisplayName("every method is tried at every width, and compared at its own width alone")
    void comparesWidthByWidth() throws IOException {
        List<String> begun = new ArrayList<>();

        List<Candidate> candidates =
                quantised(
                        Progress.NONE,
                        (entry, width) -> {
                            begun.add(entry.name() + " " + width);
                            return QuantisationObserver.NONE;
                        });

        assertThat(begun).containsExactly("rtn W8A8", "smoothed W8A8", "rtn W4A4", "smoothed W4A4");
        assertThat(candidates)
                .allSatisfy(
                        each ->
                                assertThat(each.layers())
                                        .isNotEmpty()
                                        .allMatch(layer -> layer.bits().equals(each.width())));
        assertThat(candidates.get(2).bytes()).isLessThan(candidates.get(0).bytes());
        try (LoadedModel model = study.open()) {
            Comparison comparison =
                    Comparisons.evaluate(study.evaluation(model), candidates, 5, Progress.NONE);

            assertThat(comparison.original().images()).isEqualTo(5);
            assertThat(comparison.rows())
                    .extracting(Comparison.Row::candidate)
                    .isEqualTo(candidates);
            Comparison.Row plain = comparison.rows().get(2);
            Comparison.Row smoothed = comparison.rows().get(3);
            PairedComparison toOriginal = smoothed.answers().against(comparison.original());
            assertThat(comparison.toOriginal(smoothed)).isEqualTo(toOriginal);
            assertThat(comparison.to("rtn", smoothed))
                    .contains(smoothed.answers().against(plain.answers()));
            assertThat(comparison.to("jlss", smoothed)).isEmpty();
            assertThat(comparison.added(plain)).isEmpty();
            assertThat(comparison.added(smoothed))
                    .hasValue(
                            toOriginal.signalToNoise()
                                    - comparison.toOriginal(plain).signalToNoise());
        }
    }

    @Test
    @DisplayName("the window's quantised file answers as the candidate of the same plan does")
    void answersAsTheWindowDoes() throws IOException {
        List<Candidate> candidates =
                quantised(Progress.NONE, (entry, width) -> QuantisationObserver.NONE);
        LocalWorkbench window = new LocalWorkbench();
        Path file = folder.resolve("rtn.safetensors");
        try (LoadedModel model = study.open()) {
            window.quantise(
                    model,
                    PLAIN.plan().with(BitPlan.uniform(8, 8)),
                    study.calibration(),
                    file,
                    Progress.NONE,
                    QuantisationObserver.NONE);
            List<? extends Answers> asked =
                    window.evaluate(
                            model,
                            List.of(file),
                            List.of(study.images()),
                            TinyStudy.IMAGES,
                            Progress.NONE);
            Comparison comparison =
                    Comparisons.evaluate(
                            study.evaluation(model), candidates, TinyStudy.IMAGES, Progress.NONE);

            assertThat(asked).hasSize(2);
            assertThat(logits(asked.get(0))).isEqualTo(logits(comparison.original()));
            assertThat(logits(asked.get(1)))
                    .isEqualTo(logits(comparison.rows().getFirst().answers()));
            assertThat(Files.size(file)).isEqualTo(candidates.getFirst().bytes());
        }
    }

    @Test
    @DisplayName("a user who stops it gets no comparison")
    void stops() {
        assertThatThrownBy(
                        () ->
                                quantised(
                                        TinyStudy.stopped(),
                                        (entry, width) -> QuantisationObserver.NONE))
                .isInstanceOf(CancellationException.class);
    }

    private static float[] logits(Answers answers) {
        return ((EvaluationLogits) answers).logits();
    }
}
