package org.mambascope.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.ChannelRange;

import java.util.Optional;

/**
 * The place of a quantisable linear layer in a model: it shows what enters to a probe, and lets
 * another implementation of the same layer take over.
 */
public final class LinearSlot {
    private final LayerSite site;
    private final ObservationPoint input;
    private final FloatingLinear original;
    private final Optional<Origin> origin;
    private LinearLayer current;

    /** The origin's layer that {@code current} was made of. */
    private LinearLayer seen;

    /** Owner of what {@code current} keeps, if it was made of the origin's. */
    private Optional<NDManager> kept = Optional.empty();

    /**
     * The slot that another one stands for over other tokens.
     *
     * @param owner of what layers keep for these tokens
     */
    private record Origin(LinearSlot slot, NDManager owner) {}

    /** A slot that starts with the layer as loaded. */
    public LinearSlot(LayerSite site, FloatingLinear original) {
        this(site, original, Optional.empty());
    }

    private LinearSlot(LayerSite site, FloatingLinear original, Optional<Origin> origin) {
        this.site = site;
        this.input = site.input();
        this.original = original;
        this.origin = origin;
        this.current = original;
        this.seen = original;
    }

    /**
     * This slot where tokens come in another order, maybe of another grid: what is put in place
     * here is in place there.
     *
     * @param owner of what layers keep for these tokens; to be used until it is closed
     */
    public LinearSlot over(TokenOrder order, NDManager owner) {
        return new LinearSlot(site.over(order), original, Optional.of(new Origin(this, owner)));
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
        origin.ifPresent(
                from -> {
                    LinearLayer there = from.slot().current();
                    if (there != seen) {
                        kept.ifPresent(NDManager::close);
                        NDManager owner = from.owner().newSubManager();
                        kept = Optional.of(owner);
                        seen = there;
                        current = there.over(site.order(), owner);
                    }
                });
        return current;
    }

    /**
     * Puts another implementation of this layer in place.
     *
     * @throws IllegalStateException if this slot stands for another one
     */
    public void replace(LinearLayer layer) {
        if (origin.isPresent()) {
            throw new IllegalStateException("layers are put in place in the slot itself");
        }
        current = layer;
    }

    /** Shows the input to the probe if it wants it, and applies the layer that is in place. */
    public NDArray apply(NDArray x, Probe probe) {
        probe.offer(input.name(), x);
        return current().apply(x);
    }

    /** As {@link #apply(NDArray, Probe)} for some channels of each token. */
    public NDArray apply(ChannelRange x, Probe probe) {
        probe.offer(input.name(), x::view);
        return current().apply(x);
    }

    /** {@code gelu(apply(x, probe))}, in one pass where that is faster. */
    public NDArray applyThenGelu(NDArray x, Probe probe) {
        probe.offer(input.name(), x);
        return current().applyThenGelu(x, original.kernels());
    }

    /** As {@link #apply(NDArray, Probe)}, added to a stream. */
    public NDArray applyOnto(NDArray stream, NDArray x, Probe probe) {
        probe.offer(input.name(), x);
        return current().applyOnto(stream, x, original.kernels());
    }
}
