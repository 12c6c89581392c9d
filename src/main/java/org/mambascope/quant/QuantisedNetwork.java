package org.mambascope.quant;

import ai.djl.ndarray.NDManager;

import org.mambascope.base.Problem;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.tensor.Quantisers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Quantised layers put into a model's slots; closing takes them out again and frees them. */
public final class QuantisedNetwork implements AutoCloseable {
    private final VisualMamba network;
    private final NDManager owner;

    private QuantisedNetwork(VisualMamba network) {
        this.network = network;
        owner = network.manager().newSubManager();
    }

    /**
     * Puts layers in place, computed in floating point with rounded values.
     *
     * @throws Problem if the model has no layer of one of their names
     */
    public static QuantisedNetwork simulate(VisualMamba network, List<QuantisedLayer> layers) {
        QuantisedNetwork quantised = new QuantisedNetwork(network);
        quantised.place(layers);
        return quantised;
    }

    private void place(List<QuantisedLayer> layers) {
        Map<String, LinearSlot> slots = new HashMap<>();
        network.slots().forEach(slot -> slots.put(slot.site().name(), slot));
        Quantisers quantisers = new Quantisers(owner);
        for (QuantisedLayer layer : layers) {
            LinearSlot slot = slots.get(layer.name());
            if (slot == null) {
                close();
                throw new Problem(
                        "Expected a model with the layer %s, found one without."
                                .formatted(layer.name()));
            }
            slot.replace(new SimulatedLinear(layer, slot.original(), quantisers, owner));
        }
    }

    @Override
    public void close() {
        network.slots().forEach(slot -> slot.replace(slot.original()));
        owner.close();
    }
}
