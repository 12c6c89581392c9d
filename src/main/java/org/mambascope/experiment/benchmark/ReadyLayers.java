package org.mambascope.experiment.benchmark;

import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The linear layers of a variant of a network, packed once and ready to be put into its slots, as
 * integers where the device can and simulated elsewhere; closing frees them.
 */
final class ReadyLayers implements AutoCloseable {
    private final VisualMamba network;
    private final Optional<LayerSubstitution> quantised;
    private final List<LinearLayer> layers;

    private ReadyLayers(
            VisualMamba network, Optional<LayerSubstitution> quantised, List<LinearLayer> layers) {
        this.network = network;
        this.quantised = quantised;
        this.layers = layers;
    }

    /** Those that are in place now. */
    static ReadyLayers present(VisualMamba network) {
        return new ReadyLayers(network, Optional.empty(), current(network));
    }

    /**
     * Of a variant.
     *
     * @param layers quantised ones; none for the network as it is
     */
    static ReadyLayers of(VisualMamba network, List<QuantisedLayer> layers) {
        ReadyLayers present = present(network);
        if (layers.isEmpty()) {
            return present;
        }
        LayerSubstitution quantised = LayerSubstitution.integers(network, layers);
        ReadyLayers ready = new ReadyLayers(network, Optional.of(quantised), current(network));
        present.place();
        return ready;
    }

    private static List<LinearLayer> current(VisualMamba network) {
        return network.slots().stream().map(LinearSlot::current).toList();
    }

    /** Puts them in place. */
    void place() {
        place((slot, layer) -> layer);
    }

    /** Puts them in place with something around each. */
    void place(BiFunction<LinearSlot, LinearLayer, LinearLayer> around) {
        for (int i = 0; i < layers.size(); i++) {
            LinearSlot slot = network.slots().get(i);
            slot.replace(around.apply(slot, layers.get(i)));
        }
    }

    /** Number of layers that multiply integers. */
    int integerLayers() {
        return quantised.map(LayerSubstitution::integerLayers).orElse(0);
    }

    /** Returns true if this layer multiplies integers. */
    boolean isInteger(String layer) {
        return quantised.map(all -> all.isInteger(layer)).orElse(false);
    }

    @Override
    public void close() {
        quantised.ifPresent(LayerSubstitution::close);
    }
}
