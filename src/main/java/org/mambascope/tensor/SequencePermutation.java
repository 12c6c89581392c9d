package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

import java.util.stream.IntStream;

/** A sequence of tokens from one of its ends to the other. */
public final class SequencePermutation implements TokenPermutation {
    private final boolean backward;
    private final int[] positions;

    private SequencePermutation(int tokens, boolean backward) {
        this.backward = backward;
        positions = IntStream.range(0, tokens).map(t -> backward ? tokens - 1 - t : t).toArray();
    }

    /** Keeps the order of the tokens. */
    public static SequencePermutation forward(int tokens) {
        return new SequencePermutation(tokens, false);
    }

    /** From the last to the first. */
    public static SequencePermutation backward(int tokens) {
        return new SequencePermutation(tokens, true);
    }

    @Override
    public int tokens() {
        return positions.length;
    }

    @Override
    public int[] positions() {
        return positions;
    }

    @Override
    public NDArray gather(NDArray x) {
        return backward ? x.flip(1) : x;
    }

    @Override
    public NDArray scatter(NDArray y) {
        return gather(y);
    }
}
