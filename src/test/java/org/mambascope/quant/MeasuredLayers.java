package org.mambascope.quant;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.calibration.BlockActivations;
import org.mambascope.quant.calibration.BlockInputs;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.InputCapture;
import org.mambascope.quant.layer.FakeQuantLinear;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.tensor.dispatch.FakeQuantisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signal over noise of layers' outputs as they are quantised, on images, in dB. */
final class MeasuredLayers {
    private static final int BATCH = 32;

    private MeasuredLayers() {}

    /**
     * Runs every layer of every variant on what enters the original's.
     *
     * @param variants layers of the same network by the variant's name
     * @return dB by layer, of each variant
     */
    static <V> Map<V, Map<String, Double>> of(
            VisualMamba network, CalibrationSet images, Map<V, List<QuantisedLayer>> variants) {
        FakeQuantisation quantisers = new FakeQuantisation(network.manager());
        Map<V, Map<String, QuantisedLayer>> byName = new LinkedHashMap<>();
        Map<V, Map<String, Double>> found = new LinkedHashMap<>();
        variants.forEach(
                (variant, layers) -> {
                    Map<String, QuantisedLayer> named = new LinkedHashMap<>();
                    layers.forEach(layer -> named.put(layer.name(), layer));
                    byName.put(variant, named);
                    found.put(variant, new LinkedHashMap<>());
                });
        BlockInputs flow = BlockInputs.start(BlockActivations.embed(network, images, BATCH));
        for (ModelBlock block : network.blocks()) {
            Map<String, LinearSlot> slots = new LinkedHashMap<>();
            block.slots().forEach(slot -> slots.put(slot.site().name(), slot));
            InputCapture.run(
                    block,
                    flow.original(),
                    block.slots().stream().map(LinearSlot::site).toList(),
                    input -> {
                        try (NDManager scope = network.manager().newSubManager()) {
                            LinearSlot slot = slots.get(input.layer());
                            NDArray x = batch(scope, input);
                            NDArray bias = bias(slot, scope);
                            NDArray y = slot.original().apply(x).sub(bias);
                            double signal = y.square().mean().getFloat();
                            byName.forEach(
                                    (variant, named) -> {
                                        QuantisedLayer layer = named.get(input.layer());
                                        if (layer != null) {
                                            found.get(variant)
                                                    .put(
                                                            input.layer(),
                                                            10
                                                                    * Math.log10(
                                                                            signal
                                                                                    / noise(
                                                                                            scope,
                                                                                            layer,
                                                                                            slot,
                                                                                            x,
                                                                                            y,
                                                                                            bias,
                                                                                            quantisers)));
                                        }
                                    });
                        }
                    });
            BlockInputs next = flow.throughOriginal(block, false);
            flow.close();
            flow = next;
        }
        flow.close();
        return found;
    }

    private static NDArray bias(LinearSlot slot, NDManager scope) {
        return slot.original().bias().orElseGet(() -> scope.create(0f));
    }

    private static double noise(
            NDManager scope,
            QuantisedLayer layer,
            LinearSlot slot,
            NDArray x,
            NDArray y,
            NDArray bias,
            FakeQuantisation quantisers) {
        try (NDManager inner = scope.newSubManager()) {
            NDArray lent = x.duplicate();
            lent.attach(inner);
            NDArray other =
                    new FakeQuantLinear(layer, slot.original(), quantisers, inner).apply(lent);
            return other.sub(bias).sub(y).square().mean().getFloat();
        }
    }

    private static NDArray batch(NDManager scope, CalibrationInput input) {
        int images = input.perToken() / input.channels();
        return scope.create(input.values(), new Shape(input.tokens(), images, input.channels()))
                .transpose(1, 0, 2)
                .duplicate();
    }
}
