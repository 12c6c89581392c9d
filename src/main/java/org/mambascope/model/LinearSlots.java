package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects a model's quantisable layers and its observation points while it is built, in the order
 * in which a forward pass meets them.
 */
public final class LinearSlots {
    private final Weights weights;
    private final Kernels kernels;
    private final List<LinearSlot> slots = new ArrayList<>();
    private final List<ObservationPoint> points = new ArrayList<>();

    /**
     * An empty collection.
     *
     * @param kernels of the weights' device
     */
    public LinearSlots(Weights weights, Kernels kernels) {
        this.weights = weights;
        this.kernels = kernels;
    }

    /** The slot of a layer whose weight is {@code NAME.weight}. */
    public LinearSlot add(LayerSite site, Optional<NDArray> bias) {
        NDArray weight =
                weights.take(site.name() + ".weight", site.outputChannels(), site.inputChannels());
        LinearSlot slot = new LinearSlot(site, new FloatingLinear(kernels, weight, bias));
        slots.add(slot);
        points.add(site.input());
        return slot;
    }

    /** Another point, such as what leaves a block. */
    public void observe(ObservationPoint point) {
        points.add(point);
    }

    /** The slots so far. */
    public List<LinearSlot> slots() {
        return List.copyOf(slots);
    }

    /** The points so far. */
    public List<ObservationPoint> points() {
        return List.copyOf(points);
    }
}
