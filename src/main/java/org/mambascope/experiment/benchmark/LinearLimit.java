package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Time of the library alone for a model's linear layers in 32-bit floats: each shape by itself, its
 * operands in the cache, the best of a few runs.
 */
final class LinearLimit {
    private static final int RUNS = 4;

    private final VisualMamba network;
    private final Map<Dimensions, Integer> counts = new LinkedHashMap<>();
    private final Map<Dimensions, FloatingLinear> examples = new LinkedHashMap<>();
    private final int batch;

    private record Dimensions(int tokens, int inputs, int outputs) {
        static Dimensions of(LayerSite site) {
            return new Dimensions(
                    site.order().length(), site.inputChannels(), site.outputChannels());
        }
    }

    LinearLimit(VisualMamba network, int batch) {
        this.network = network;
        this.batch = batch;
        List<LinearSlot> slots = network.slots();
        for (LinearSlot slot : slots) {
            Dimensions dimensions = Dimensions.of(slot.site());
            counts.merge(dimensions, 1, Integer::sum);
            examples.putIfAbsent(dimensions, slot.original());
        }
    }

    /** Milliseconds for all layers. */
    double measure() {
        double sum = 0;
        for (Map.Entry<Dimensions, Integer> entry : counts.entrySet()) {
            sum += entry.getValue() * best(entry.getKey());
        }
        return sum;
    }

    private double best(Dimensions dimensions) {
        FloatingLinear layer = examples.get(dimensions);
        Shape shape = new Shape(batch, dimensions.tokens(), dimensions.inputs());
        long best = Long.MAX_VALUE;
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray x = scope.ones(shape);
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                layer.kernels().linear(x, layer.weight(), layer.bias()).close();
                best = Math.min(best, System.nanoTime() - start);
            }
        }
        return best / 1e6;
    }
}
