package org.mambascope.quant.layer;

import ai.djl.ndarray.NDManager;

import org.mambascope.base.Problem;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.tensor.cpu.thread.ThreadSharing;
import org.mambascope.tensor.dispatch.FakeQuantisation;
import org.mambascope.tensor.dispatch.IntegerKernels;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Quantised layers put into a model's slots; closing takes them out again and frees them. */
public final class LayerSubstitution implements AutoCloseable {
    private final VisualMamba network;
    private final NDManager owner;
    private final IntegerKernels integerKernels;
    private final FakeQuantisation quantisers;
    private final Set<String> integerLayers = new HashSet<>();

    private LayerSubstitution(VisualMamba network) {
        this.network = network;
        owner = network.manager().newSubManager();
        integerKernels = IntegerKernels.on(owner);
        quantisers = new FakeQuantisation(owner);
    }

    /**
     * Puts layers in place, computed in floating point with rounded values.
     *
     * @throws Problem if the model has no layer of one of their names
     */
    public static LayerSubstitution simulate(VisualMamba network, List<QuantisedLayer> layers) {
        return place(network, layers, false);
    }

    /**
     * Puts layers in place, those of 8 bits and static steps as integers, the others simulated.
     *
     * @throws Problem if the model has no layer of one of their names
     */
    public static LayerSubstitution integers(VisualMamba network, List<QuantisedLayer> layers) {
        return place(network, layers, true);
    }

    private static LayerSubstitution place(
            VisualMamba network, List<QuantisedLayer> layers, boolean integers) {
        LayerSubstitution quantised = new LayerSubstitution(network);
        Map<String, LinearSlot> slots = new HashMap<>();
        network.slots().forEach(slot -> slots.put(slot.site().name(), slot));
        for (QuantisedLayer layer : layers) {
            LinearSlot slot = slots.get(layer.name());
            if (slot == null) {
                quantised.close();
                throw new Problem(
                        "Expected a model with the layer %s, found one without: take the model that was quantised."
                                .formatted(layer.name()));
            }
            Optional<String> misfit = misfit(layer, slot.site());
            if (misfit.isPresent()) {
                quantised.close();
                throw new Problem(
                        "The quantised layer %s does not fit its model: %s; quantise the model again."
                                .formatted(layer.name(), misfit.get()));
            }
            slot.replace(quantised.layer(layer, slot, integers));
        }
        ThreadSharing.share(quantised.owner);
        return quantised;
    }

    /** Describes a size of the layer that does not match the model; empty if all match. */
    private static Optional<String> misfit(QuantisedLayer layer, LayerSite site) {
        int tokens = site.input().tokens();
        int steps =
                switch (layer.activations()) {
                    case ActivationParameters.Static(float[] each, _) -> each.length;
                    case ActivationParameters.Outliers(float[] each) -> each.length;
                    case ActivationParameters.Dynamic _, ActivationParameters.None _ -> 1;
                };
        if (steps != 1 && steps != tokens) {
            return Optional.of("%d steps for %d tokens".formatted(steps, tokens));
        }
        if (layer.weights().isPresent()) {
            WeightCodes codes = layer.weights().get();
            if (codes.inputs() != site.inputChannels()
                    || codes.outputs() != site.outputChannels()) {
                return Optional.of(
                        "weights of %d × %d instead of %d × %d"
                                .formatted(
                                        codes.outputs(),
                                        codes.inputs(),
                                        site.outputChannels(),
                                        site.inputChannels()));
            }
        }
        if (layer.smooth().isPresent() && layer.smooth().get().length != site.inputChannels()) {
            return Optional.of(
                    "%d smoothing scales for %d channels"
                            .formatted(layer.smooth().get().length, site.inputChannels()));
        }
        return layer.basis()
                .mean()
                .map(mean -> mean.shares().length / mean.rank())
                .filter(rows -> rows != tokens)
                .map(rows -> "means of %d tokens instead of %d".formatted(rows, tokens));
    }

    private LinearLayer layer(QuantisedLayer layer, LinearSlot slot, boolean integers) {
        LinearLayer calibrated = calibrated(layer, slot, integers);
        return TokenResampling.hasRows(layer)
                ? new GridLinear(
                        layer,
                        slot.site().order(),
                        calibrated,
                        () -> new FakeQuantLinear(layer, slot.original(), quantisers, owner))
                : calibrated;
    }

    private LinearLayer calibrated(QuantisedLayer layer, LinearSlot slot, boolean integers) {
        if (!QuantisedLinear.suits(layer)) {
            return new FakeQuantLinear(layer, slot.original(), quantisers, owner);
        }
        QuantisedLinear coded =
                QuantisedLinear.of(
                        layer,
                        slot.original(),
                        integerKernels,
                        integers && layer.canMultiplyIntegers(),
                        owner);
        if (coded.isInteger()) {
            integerLayers.add(layer.name());
        }
        return coded;
    }

    /** Number of layers that multiply integers. */
    public int integerLayers() {
        return integerLayers.size();
    }

    /** Returns true if this layer multiplies integers. */
    public boolean isInteger(String layer) {
        return integerLayers.contains(layer);
    }

    /** Tells the user in a sentence how this device multiplies integers. */
    public String integerFacts() {
        return integerKernels.range().sentence();
    }

    @Override
    public void close() {
        network.slots().forEach(slot -> slot.replace(slot.original()));
        owner.close();
    }
}
