package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.ChannelRange;

/**
 * The place of a quantisable linear layer in a model: it shows what enters to a probe, and lets
 * another implementation of the same layer take over.
 */
public final class LinearSlot {
    private final LayerSite site;
    private final ObservationPoint input;
    private final FloatingLinear original;
    private LinearLayer current;

    /** A slot that starts with the layer as loaded. */
    public LinearSlot(LayerSite site, FloatingLinear original) {
        this.site = site;
        this.input = site.input();
        this.original = original;
        this.current = original;
    }

    /** Place of this layer in the model. */
    public LayerSite site() {
        return site;
    }

    /** The layer as loaded, in floating point. */
    public FloatingLinear original() {
        return original;
    }

    /** The layer that is in place. */
    public LinearLayer current() {
        return current;
    }

    /** Puts another implementation of this layer in place. */
    public void replace(LinearLayer layer) {
        current = layer;
    }

    /** Shows the input to the probe if it wants it, and applies the layer that is in place. */
    public NDArray apply(NDArray x, Probe probe) {
        probe.offer(input.name(), x);
        return current.apply(x);
    }

    /** As {@link #apply(NDArray, Probe)} for some channels of each token. */
    public NDArray apply(ChannelRange x, Probe probe) {
        probe.offer(input.name(), x::view);
        return current.apply(x);
    }

    /** {@code gelu(apply(x, probe))}, in one pass where that is faster. */
    public NDArray applyThenGelu(NDArray x, Probe probe) {
        probe.offer(input.name(), x);
        return current.applyThenGelu(x, original.kernels());
    }

    /** As {@link #apply(NDArray, Probe)}, added to a stream. */
    public NDArray applyOnto(NDArray stream, NDArray x, Probe probe) {
        probe.offer(input.name(), x);
        return current.applyOnto(stream, x, original.kernels());
    }
}
