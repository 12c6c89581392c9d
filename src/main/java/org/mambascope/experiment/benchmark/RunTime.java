package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Progress;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.tensor.device.Devices;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Time of a batch, over repeated runs.
 *
 * @param device that it was measured on, as {@code cpu}
 * @param batch images at once
 * @param integerLayers layers that multiply integers; all others compute in floating point
 * @param medianMs in milliseconds
 * @param p95Ms 95 of 100 runs took no longer, in milliseconds
 * @param spreadMs width of the middle half of the runs, in milliseconds
 */
public record RunTime(
        String device,
        int batch,
        int integerLayers,
        double medianMs,
        double p95Ms,
        double spreadMs) {
    private static final int WARM_UP = 5;

    /**
     * Measures variants of a model on images of noise. All take turns, one run each, so that what
     * else the machine does hurts all alike; layers are packed before.
     *
     * @param variants quantised layers in place of the model's own, as integers where the device
     *     can and simulated elsewhere; none for the model as it is
     * @param batch images at once
     * @param rounds in which every variant runs once, after a warm-up
     * @return of each variant
     */
    public static List<RunTime> measure(
            VisualMamba network,
            List<List<QuantisedLayer>> variants,
            int batch,
            int rounds,
            Progress progress) {
        float[] images = noise(network.summary(), batch);
        String device = Devices.nameOf(network.manager().getDevice());
        ReadyLayers present = ReadyLayers.present(network);
        List<ReadyLayers> ready = new ArrayList<>();
        List<Durations> durations = variants.stream().map(_ -> new Durations()).toList();
        try {
            variants.forEach(layers -> ready.add(ReadyLayers.of(network, layers)));
            for (int round = 0; round < WARM_UP + rounds; round++) {
                boolean counts = round >= WARM_UP;
                progress.report(round, WARM_UP + (long) rounds, counts ? "Timing" : "Warming up");
                for (int i = 0; i < ready.size(); i++) {
                    progress.checkCancelled();
                    ready.get(i).place();
                    double milliseconds = milliseconds(network, batch, images);
                    if (counts) {
                        durations.get(i).add(milliseconds);
                    }
                }
            }
            return IntStream.range(0, ready.size())
                    .mapToObj(
                            i -> of(device, batch, ready.get(i).integerLayers(), durations.get(i)))
                    .toList();
        } finally {
            ready.forEach(ReadyLayers::close);
            present.place();
        }
    }

    private static RunTime of(String device, int batch, int integerLayers, Durations all) {
        return new RunTime(
                device, batch, integerLayers, all.median(), all.quantile(0.95), all.spread());
    }

    /** Returns true if another was measured in the same way. */
    public boolean isComparableTo(RunTime other) {
        return device.equals(other.device) && batch == other.batch;
    }

    static float[] noise(ModelSummary summary, int batch) {
        Random random = new Random(0);
        float[] values = new float[batch * 3 * summary.imageHeight() * summary.imageWidth()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static double milliseconds(VisualMamba network, int batch, float[] images) {
        ModelSummary summary = network.summary();
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray input =
                    scope.create(
                            images,
                            new Shape(batch, 3, summary.imageHeight(), summary.imageWidth()));
            long start = System.nanoTime();
            network.forward(input, Probe.NONE).toFloatArray();
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
