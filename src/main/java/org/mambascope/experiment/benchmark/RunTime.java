package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Progress;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.QuantisedLayer;
import org.mambascope.quant.QuantisedNetwork;

import java.util.List;
import java.util.Random;

/**
 * How long one image takes, over repeated runs.
 *
 * @param medianMs in milliseconds
 * @param p95Ms 95 of 100 runs took no longer, in milliseconds
 * @param spreadMs width of the middle half of the runs, in milliseconds
 */
public record RunTime(double medianMs, double p95Ms, double spreadMs) {
    private static final int WARM_UP = 5;

    /**
     * Measures variants of a model on an image of noise. All take turns, one run each, so that what
     * else the machine does hurts all alike; putting layers in place is not counted.
     *
     * @param variants quantised layers, simulated in place of the model's own; none for the model
     *     as it is
     * @param rounds in which every variant runs once, after a warm-up
     * @return of each variant
     */
    public static List<RunTime> measure(
            VisualMamba network,
            List<List<QuantisedLayer>> variants,
            int rounds,
            Progress progress) {
        float[] image = noise(network.summary());
        List<Durations> durations = variants.stream().map(_ -> new Durations()).toList();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            boolean counts = round >= WARM_UP;
            progress.report(round, WARM_UP + (long) rounds, counts ? "Timing" : "Warming up");
            for (int i = 0; i < variants.size(); i++) {
                progress.checkCancelled();
                double taken = milliseconds(network, variants.get(i), image);
                if (counts) {
                    durations.get(i).add(taken);
                }
            }
        }
        return durations.stream()
                .map(all -> new RunTime(all.median(), all.quantile(0.95), all.spread()))
                .toList();
    }

    private static float[] noise(ModelSummary summary) {
        Random random = new Random(0);
        float[] values = new float[3 * summary.imageHeight() * summary.imageWidth()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double milliseconds(
            VisualMamba network, List<QuantisedLayer> layers, float[] image) {
        if (layers.isEmpty()) {
            return milliseconds(network, image);
        }
        try (QuantisedNetwork _ = QuantisedNetwork.simulate(network, layers)) {
            return milliseconds(network, image);
        }
    }

    private static double milliseconds(VisualMamba network, float[] image) {
        ModelSummary summary = network.summary();
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray input =
                    scope.create(
                            image, new Shape(1, 3, summary.imageHeight(), summary.imageWidth()));
            long start = System.nanoTime();
            network.forward(input, Probe.NONE).toFloatArray();
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
