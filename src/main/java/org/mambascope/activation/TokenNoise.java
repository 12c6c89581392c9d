package org.mambascope.activation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Decibels;
import org.mambascope.dataset.Batch;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Difference between a model's values and those of a reference on the same images, token by token:
 * the reference runs on each batch before an {@link Analysis} of the model does, and its values are
 * held for that long. Points are compared where both have them with equal numbers of tokens and
 * channels.
 */
public final class TokenNoise implements PointConsumer {
    private final VisualMamba reference;
    private final Map<String, ObservationPoint> points;
    private final Map<String, float[]> held = new HashMap<>();
    private final Map<String, Energies> found = new LinkedHashMap<>();

    private record Energies(double[] signal, double[] noise) {}

    /** Nothing compared yet. */
    public TokenNoise(VisualMamba reference) {
        this.reference = reference;
        points =
                reference.points().stream()
                        .collect(Collectors.toMap(ObservationPoint::name, Function.identity()));
    }

    /** Runs each batch through the reference when it is handed out. */
    public Iterator<Batch> following(Iterator<Batch> batches) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return batches.hasNext();
            }

            @Override
            public Batch next() {
                Batch batch = batches.next();
                run(batch);
                return batch;
            }
        };
    }

    private void run(Batch batch) {
        held.clear();
        ModelSummary summary = reference.summary();
        Shape shape = new Shape(batch.images(), 3, summary.imageHeight(), summary.imageWidth());
        if (shape.size() != batch.values().length) {
            return;
        }
        try (NDManager scope = reference.manager().newSubManager()) {
            reference.forward(scope.create(batch.values(), shape), new Holding());
        }
    }

    private final class Holding implements Probe {
        @Override
        public boolean wants(String point) {
            return points.containsKey(point);
        }

        @Override
        public void take(String point, NDArray value) {
            held.put(point, value.toFloatArray());
        }
    }

    @Override
    public void take(ObservationPoint point, long firstImage, float[] values) {
        ObservationPoint own = points.get(point.name());
        float[] expected = held.get(point.name());
        if (own == null
                || expected == null
                || own.tokens() != point.tokens()
                || own.channels() != point.channels()) {
            return;
        }
        Energies energies =
                found.computeIfAbsent(
                        point.name(),
                        name ->
                                new Energies(
                                        new double[point.tokens()], new double[point.tokens()]));
        int channels = point.channels();
        for (int row = 0; row < values.length / channels; row++) {
            double signal = 0;
            double noise = 0;
            for (int i = row * channels; i < (row + 1) * channels; i++) {
                double error = values[i] - expected[i];
                signal += (double) expected[i] * expected[i];
                noise += error * error;
            }
            energies.signal()[row % point.tokens()] += signal;
            energies.noise()[row % point.tokens()] += noise;
        }
    }

    /**
     * Signal over noise of every token position of every point that was compared, over images and
     * channels, in dB by the point's name: infinite where both agree, NaN where the reference is 0.
     */
    public Map<String, double[]> decibels() {
        Map<String, double[]> ratios = new LinkedHashMap<>();
        found.forEach((name, energies) -> ratios.put(name, decibels(energies)));
        return ratios;
    }

    private static double[] decibels(Energies energies) {
        double[] ratios = new double[energies.signal().length];
        for (int token = 0; token < ratios.length; token++) {
            ratios[token] = Decibels.of(energies.signal()[token], energies.noise()[token]);
        }
        return ratios;
    }
}
