package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Watches a forward pass. The model offers each point by name, as {@code
 * layers.4.mixer.out_proj.input} or {@code layers.4.hidden}; what the probe does not want costs
 * nothing and is not kept.
 */
public interface Probe {
    /** Wants nothing. */
    Probe NONE =
            new Probe() {
                @Override
                public boolean wants(String point) {
                    return false;
                }

                @Override
                public void take(String point, NDArray value) {}
            };

    /** Returns true if the probe asks for the values at this point. */
    boolean wants(String point);

    /**
     * Takes the values at a point that it wanted: (images, tokens, channels), or as the point's
     * documentation says. They live only until this call returns: copy what is to be kept.
     */
    void take(String point, NDArray value);

    /**
     * Runs computations that offer points to this probe, one after the other; side by side where
     * that is faster and this is {@link #NONE}.
     *
     * @param then takes each result, in order
     */
    default <T> void watch(Kernels kernels, List<Supplier<T>> computations, Consumer<T> then) {
        if (this == NONE) {
            kernels.together(computations, then);
        } else {
            computations.forEach(computation -> then.accept(computation.get()));
        }
    }

    /** Gives the values at a point to a probe that wants them. */
    default void offer(String point, NDArray value) {
        offer(point, () -> value);
    }

    /** Gives values that take a computation, which is done only for a probe that wants them. */
    default void offer(String point, Supplier<NDArray> value) {
        if (wants(point)) {
            take(point, value.get());
        }
    }
}
