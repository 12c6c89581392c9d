package org.mambascope.tensor;

import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;

import java.util.Optional;

/**
 * A quantised linear layer as data: y(t, o) = step t · weight step o · Σ (activation code − zero
 * point t) · weight code + bias.
 *
 * @param bias one for each output, or for each token position and output, (tokens, N); empty for
 *     none
 */
public record IntegerLinearParameters(
        IntegerWeights weights, ActivationQuantiser grid, Optional<float[]> bias) {
    /**
     * A layer.
     *
     * @throws IllegalArgumentException if the parts are of different sizes
     */
    public IntegerLinearParameters {
        int scales = grid.smoothing().map(values -> values.length).orElse(weights.inputs());
        if (scales != weights.inputs()) {
            throw new IllegalArgumentException(
                    "expected %d smoothing scales, found %d".formatted(weights.inputs(), scales));
        }
        int outputs = weights.outputs();
        int offsets = bias.map(values -> values.length).orElse(outputs);
        int tokens = grid.tokens();
        boolean perToken = tokens == 1 ? offsets % outputs == 0 : offsets == tokens * outputs;
        if (offsets != outputs && !perToken) {
            throw new IllegalArgumentException(
                    "expected a bias for %d outputs, or for each of %d tokens too, found %d values"
                            .formatted(outputs, tokens, offsets));
        }
    }

    /** The token positions that an input must have; 1 if it may have any number. */
    public int tokens() {
        return Math.max(grid.tokens(), biasRows());
    }

    /** The token positions that have a bias of their own; 1 if all share one. */
    public int biasRows() {
        return bias.map(values -> values.length / weights.outputs()).orElse(1);
    }

    /** The bias, zeros if there is none. */
    public float[] offsets() {
        return bias.orElseGet(() -> new float[weights.outputs()]);
    }

    /**
     * The shape of an input's tensor, (images, tokens, channels).
     *
     * @throws Problem if the layer was quantised for another number of tokens
     */
    public Shape requireInput(ChannelRange x) {
        Shape shape = Kernels.requireFloat32(x.tensor()).getShape();
        if (shape.dimension() != 3 || x.count() != weights.inputs()) {
            throw new IllegalArgumentException(
                    "expected (images, tokens, %d), found %d channels of %s"
                            .formatted(weights.inputs(), x.count(), shape));
        }
        if (tokens() != 1 && tokens() != shape.get(1)) {
            throw new Problem(
                    ("A layer that was quantised for %d tokens was given %d; use images of the size"
                                    + " that it was calibrated with.")
                            .formatted(tokens(), shape.get(1)));
        }
        return shape;
    }
}
