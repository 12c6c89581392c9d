package org.mambascope.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.TokenPermutation;

import java.util.stream.IntStream;

/** Brings tokens into a scan's order and back, on one device, with one gather each way. */
public final class ScanPermutation implements TokenPermutation {
    private final ScanOrder order;
    private final Kernels kernels;
    private final NDArray gather;
    private final NDArray inverse;
    private final int[] positions;

    /**
     * A plan for one size of grid.
     *
     * @param manager owner of the indices, on the device of the tokens
     */
    public ScanPermutation(ScanOrder order, Kernels kernels, NDManager manager) {
        this.order = order;
        this.kernels = kernels;
        gather = indices(manager, order.gather());
        inverse = indices(manager, order.inverse());
        int tokens = tokens();
        positions =
                IntStream.of(order.gather())
                        .map(token -> token < tokens ? token : PADDING)
                        .toArray();
    }

    private static NDArray indices(NDManager manager, int[] positions) {
        return manager.create(IntStream.of(positions).asLongStream().toArray());
    }

    @Override
    public int tokens() {
        return order.inverse().length;
    }

    @Override
    public int[] positions() {
        return positions;
    }

    /** The order that it follows. */
    public ScanOrder order() {
        return order;
    }

    /**
     * Puts tokens into scan order, zeros where windows are filled.
     *
     * @param x (images, tokens, channels)
     * @return (images, scan positions, channels); {@code x} itself if the order is the same
     */
    @Override
    public NDArray gather(NDArray x) {
        return order.isIdentity() ? x : kernels.linearMap(x, this::gathered, this::scattered);
    }

    /**
     * Puts what a scan made of the tokens back in their places; padding is dropped.
     *
     * @param y (images, scan positions, channels)
     * @return (images, tokens, channels); {@code y} itself if the order is the same
     */
    @Override
    public NDArray scatter(NDArray y) {
        return order.isIdentity() ? y : kernels.linearMap(y, this::scattered, this::gathered);
    }

    private NDArray gathered(NDArray x) {
        return kernels.tokensAt(order.isPadded() ? withZero(x) : x, gather);
    }

    private NDArray scattered(NDArray y) {
        return kernels.tokensAt(y, inverse);
    }

    private static NDArray withZero(NDArray x) {
        Shape shape = x.getShape();
        NDArray zero =
                x.getManager().zeros(new Shape(shape.get(0), 1, shape.get(2)), x.getDataType());
        return x.concat(zero, 1);
    }
}
