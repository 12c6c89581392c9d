package org.mambascope.activation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Batch;
import org.mambascope.model.ClassifierHead;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.logits.Logits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs images through a model and gathers the statistics of chosen points, in memory that does not
 * depend on the number of images (but for an index each, their predictions). To be used by one
 * thread at a time; {@link #result} may be asked between batches, as from within {@link
 * Progress#report}, to show what is known so far.
 */
public final class Analysis {
    private final VisualMamba network;
    private final PointConsumer consumer;
    private final Map<String, PointAccumulator> accumulators = new LinkedHashMap<>();
    private final List<Integer> predictions = new ArrayList<>();
    private long nanoseconds;

    /** Of every point of a model but the inside of its scans. */
    public Analysis(VisualMamba network) {
        this(network, network.points(), PointConsumer.NONE);
    }

    /**
     * Of some points of a model.
     *
     * @param consumer is shown the values before they become statistics
     * @throws Problem if the model lacks one of the points
     */
    public Analysis(
            VisualMamba network, Collection<ObservationPoint> points, PointConsumer consumer) {
        this.network = network;
        this.consumer = consumer;
        Set<ObservationPoint> missing = new HashSet<>(points);
        Stream.concat(network.points().stream(), network.scanPoints().stream())
                .filter(missing::remove)
                .forEach(point -> accumulators.put(point.name(), new PointAccumulator(point)));
        if (!missing.isEmpty()) {
            throw new Problem(
                    "The model has no point called "
                            + missing.iterator().next().name()
                            + ": choose one of those that it lists.");
        }
    }

    /**
     * Adds images until there are no more; may be called again with others.
     *
     * @param total number of images, for {@code progress}
     * @return {@link #result}
     * @throws java.util.concurrent.CancellationException if the user asked to stop: also in the
     *     middle of a batch, some of whose points then lack it, so that this analysis is over
     */
    public AnalysisResult run(Iterator<Batch> batches, long total, Progress progress) {
        progress.report(images(), total, step(total));
        while (batches.hasNext()) {
            progress.checkCancelled();
            Batch batch = batches.next();
            long start = System.nanoTime();
            add(batch, progress);
            nanoseconds += System.nanoTime() - start;
            progress.report(images(), total, step(total));
        }
        return result();
    }

    private String step(long total) {
        return "Images: " + images() + " of " + total;
    }

    private long images() {
        return predictions.size();
    }

    private void add(Batch batch, Progress progress) {
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray images = manager.create(batch.values(), shape(batch));
            Logits logits = Logits.of(network.forward(images, new Watch(progress)));
            for (int image = 0; image < logits.images(); image++) {
                predictions.add(prediction(logits, image));
            }
        }
        accumulators.forEach(
                (name, accumulator) -> {
                    if (accumulator.images() != images()) {
                        throw new IllegalStateException(
                                name
                                        + " showed "
                                        + accumulator.images()
                                        + " of "
                                        + images()
                                        + " images");
                    }
                });
    }

    private int prediction(Logits logits, int image) {
        int choice = logits.choice(image).orElse(AnalysisResult.NO_CLASS);
        boolean classifies = network.head() instanceof ClassifierHead;
        return classifies || choice == AnalysisResult.NO_CLASS
                ? choice
                : AnalysisResult.OTHER_ANSWER;
    }

    private Shape shape(Batch batch) {
        ModelSummary summary = network.summary();
        Shape shape = new Shape(batch.images(), 3, summary.imageHeight(), summary.imageWidth());
        if (shape.size() != batch.values().length) {
            throw new Problem(
                    "The model takes images of "
                            + summary.imageHeight()
                            + " × "
                            + summary.imageWidth()
                            + " pixels, but these have "
                            + batch.values().length / (3 * batch.images())
                            + " pixels each: prepare them for this model.");
        }
        return shape;
    }

    /**
     * Statistics so far of the points that images have passed, without mean magnitudes: also in the
     * middle of a batch, on the thread that runs it.
     */
    public List<PointStatistics> outline() {
        return accumulators.values().stream()
                .filter(accumulator -> accumulator.images() > 0)
                .map(PointAccumulator::outline)
                .toList();
    }

    /** Snapshot of the result so far. */
    public AnalysisResult result() {
        Map<String, PointStatistics> points =
                accumulators.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        entry -> entry.getValue().finish(),
                                        (first, second) -> first,
                                        LinkedHashMap::new));
        return new AnalysisResult(points, images(), nanoseconds / 1e9, predictions);
    }

    /** Hands what passes to the accumulators, and ends the forward pass when the user cancels. */
    private final class Watch implements Probe {
        private final Progress progress;

        Watch(Progress progress) {
            this.progress = progress;
        }

        @Override
        public boolean wants(String point) {
            progress.checkCancelled();
            return accumulators.containsKey(point);
        }

        @Override
        public void take(String point, NDArray value) {
            PointAccumulator accumulator = accumulators.get(point);
            float[] values = floats(value);
            consumer.take(accumulator.point(), images(), values);
            accumulator.add(values);
        }

        private static float[] floats(NDArray value) {
            if (value.getDataType() == DataType.FLOAT32) {
                return value.toFloatArray();
            }
            try (NDArray converted = value.toType(DataType.FLOAT32, true)) {
                return converted.toFloatArray();
            }
        }
    }
}
