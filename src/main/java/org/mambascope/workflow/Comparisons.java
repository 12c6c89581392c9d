package org.mambascope.workflow;

import org.mambascope.base.Progress;
import org.mambascope.base.file.TemporaryFolder;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.QuantisationPlan;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Comparisons of one model quantised in several ways, on the same images. */
public final class Comparisons {
    /**
     * A method to compare, or some parts of one.
     *
     * @param name for the user, unique
     * @param plan whose bits are left open
     * @param addsTo name of the entry that this one adds a part to; empty for a method of its own
     */
    public record Entry(String name, QuantisationPlan plan, Optional<String> addsTo) {}

    /**
     * A quantised model.
     *
     * @param entry how it was quantised
     * @param width of its layers
     * @param layers quantised ones
     * @param bytes of its file
     * @param seconds of the conversion
     */
    public record Candidate(
            Entry entry, LayerBits width, List<QuantisedLayer> layers, long bytes, double seconds) {
        public Candidate {
            layers = List.copyOf(layers);
        }
    }

    /** Hears which candidate is about to be quantised. */
    @FunctionalInterface
    public interface Listener {
        /** The observer of a quantisation that begins now. */
        QuantisationObserver begin(Entry entry, LayerBits width);
    }

    private Comparisons() {}

    /**
     * Quantises a model by every entry at every width; files are measured and not kept.
     *
     * @param images reads the calibration set, once for all
     * @param progress gives one to each quantisation
     * @return in the order of the widths, then of the entries
     * @throws CancellationException if the user stops
     */
    public static List<Candidate> quantise(
            Original original,
            List<Entry> entries,
            List<LayerBits> widths,
            Function<LoadedModel, CalibrationSet> images,
            Supplier<Progress> progress,
            Listener listener)
            throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                QuantisableModel calibrated = original.open(images, progress.get())) {
            QuantisationJob job = original.into(folder.path().resolve("quantised.safetensors"));
            List<Candidate> candidates = new ArrayList<>();
            for (LayerBits width : widths) {
                for (Entry entry : entries) {
                    candidates.add(
                            candidate(
                                    entry,
                                    width,
                                    plan ->
                                            job.run(
                                                    calibrated,
                                                    plan,
                                                    progress.get(),
                                                    listener.begin(entry, width))));
                }
            }
            return candidates;
        }
    }

    private static Candidate candidate(
            Entry entry,
            LayerBits width,
            Function<QuantisationPlan, QuantisationJob.Outcome> quantised)
            throws IOException {
        QuantisationJob.Outcome outcome =
                quantised.apply(entry.plan().with(BitPlan.uniform(width)));
        if (!outcome.result().complete()) {
            throw new CancellationException("Cancelled.");
        }
        return new Candidate(
                entry,
                width,
                outcome.result().layers(),
                Files.size(outcome.file()),
                outcome.result().seconds());
    }

    /**
     * Asks the original and all candidates about the same images.
     *
     * @param evaluation of the original
     * @param limit images to answer, at most
     * @throws org.mambascope.base.Problem if the original gives no numbers
     */
    public static Comparison evaluate(
            Evaluation<?> evaluation, List<Candidate> candidates, long limit, Progress progress) {
        List<? extends Answers> answers =
                answers(
                        evaluation,
                        candidates.stream().map(Candidate::layers).toList(),
                        limit,
                        progress);
        return new Comparison(
                answers.getFirst().requireNumbers("the original"),
                IntStream.range(0, candidates.size())
                        .mapToObj(i -> new Comparison.Row(candidates.get(i), answers.get(i + 1)))
                        .toList());
    }

    /**
     * Answers of the original and, after it, with each of several lists of quantised layers in
     * place of its own.
     */
    public static <A extends Answers> List<A> answers(
            Evaluation<A> evaluation,
            List<List<QuantisedLayer>> quantised,
            long limit,
            Progress progress) {
        return evaluation.run(withOriginal(quantised), limit, progress);
    }

    /** Variants of a model: as it is, then with quantised layers. */
    static List<List<QuantisedLayer>> withOriginal(List<List<QuantisedLayer>> quantised) {
        List<List<QuantisedLayer>> variants = new ArrayList<>();
        variants.add(List.of());
        variants.addAll(quantised);
        return variants;
    }
}
