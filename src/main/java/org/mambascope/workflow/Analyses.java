package org.mambascope.workflow;

import org.mambascope.activation.Analysis;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.ImageOverlay;
import org.mambascope.activation.PointConsumer;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.TokenNoise;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Batches;
import org.mambascope.dataset.Dataset;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Analyses of a model on the images of a dataset, batch by batch. */
public final class Analyses {
    private static final int BATCH = 8;

    /** Two models' values of a batch are held at once. */
    private static final int PAIRED_BATCH = 2;

    private final LoadedModel model;
    private final Dataset images;
    private final int[] chosen;
    private final Consumer<Problem> broken;

    /**
     * Analyses on some of the images.
     *
     * @param chosen the images' numbers in the dataset, in the order in which they are taken
     * @param broken hears of images that cannot be read; they are skipped
     */
    public Analyses(LoadedModel model, Dataset images, int[] chosen, Consumer<Problem> broken) {
        this.model = model;
        this.images = images;
        this.chosen = chosen.clone();
        this.broken = broken;
    }

    /** Analyses on all images; those that cannot be read are skipped silently. */
    public Analyses(LoadedModel model, Dataset images) {
        this(model, images, IntStream.range(0, images.size()).toArray(), problem -> {});
    }

    /**
     * Statistics of some points of the model.
     *
     * @param consumer is shown the values before they become statistics
     * @throws Problem if the model lacks one of the points
     */
    public AnalysisResult run(
            Collection<ObservationPoint> points, PointConsumer consumer, Progress progress) {
        return run(new Analysis(model.network(), points, consumer), progress);
    }

    /**
     * The same, with an outline of what is known so far.
     *
     * @param outline shown now and then, on this thread
     */
    public AnalysisResult outlined(
            Collection<ObservationPoint> points,
            Consumer<List<PointStatistics>> outline,
            Progress progress) {
        OutlineWatch watch = new OutlineWatch(outline);
        Analysis analysis = new Analysis(model.network(), points, watch);
        watch.follow(analysis::outline);
        return run(analysis, progress);
    }

    /**
     * Statistics of all images together, and of some by themselves.
     *
     * @param single numbers of these images, from 0
     */
    public Observation overlaid(
            Collection<ObservationPoint> points, Set<Integer> single, Progress progress) {
        ImageOverlay overlay = new ImageOverlay(single);
        AnalysisResult result = run(points, overlay, progress);
        return new Observation(result, overlay.images());
    }

    /** Statistics of another model on the same images, and its noise against this one. */
    public PairedAnalysis pairedWith(LoadedModel other, Progress progress) {
        TokenNoise noise = new TokenNoise(model.network());
        AnalysisResult result =
                new Analysis(other.network(), other.network().points(), noise)
                        .run(
                                noise.following(batches(other, PAIRED_BATCH)),
                                chosen.length,
                                progress);
        return new PairedAnalysis(result, noise.decibels());
    }

    private AnalysisResult run(Analysis analysis, Progress progress) {
        return analysis.run(batches(model, BATCH), chosen.length, progress);
    }

    private Batches batches(LoadedModel taking, int size) {
        return new Batches(images, chosen, taking.preprocessing(), size, broken);
    }
}
