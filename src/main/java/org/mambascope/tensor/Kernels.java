package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Operations of a Visual Mamba beyond DJL's own operators, on one device. Results belong to the
 * manager of the first argument. Not safe for use by several threads at once.
 */
public interface Kernels {
    /** y = x Wᵀ + b for x (…, K) and W (N, K). */
    NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias);

    /**
     * A linear layer with these weights; where they do not change they are made ready for it once.
     *
     * @param weight (N, K)
     * @param bias (N)
     */
    default FloatLinear linear(NDArray weight, Optional<NDArray> bias) {
        return new UnpackedLinear(this, weight, bias);
    }

    /** Root-mean-square normalisation over the last axis of {@code x}, times {@code weight}. */
    NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon);

    /** Layer normalisation over the last axis of {@code x}. */
    NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon);

    /**
     * x · Φ(x), Φ the normal distribution's cumulative function.
     *
     * @param x without gaps between its values; may be overwritten
     */
    default NDArray gelu(NDArray x) {
        return Activation.gelu(x);
    }

    /**
     * The sum of two tensors of one shape.
     *
     * @param y without gaps between its values; may be overwritten
     */
    default NDArray sum(NDArray x, NDArray y) {
        return x.add(y);
    }

    /** Half the sum of two tensors of one shape. */
    NDArray average(NDArray x, NDArray y);

    /**
     * Rotary position embedding: pairs of neighbouring channels are turned by the angles whose
     * cosines and sines are given.
     *
     * @param x (images, tokens, channels)
     * @param cosine (tokens, channels)
     * @param sine (tokens, channels)
     */
    NDArray rotate(NDArray x, NDArray cosine, NDArray sine);

    /**
     * Takes tokens by their positions.
     *
     * @param x (images, tokens, channels)
     * @param positions 64-bit integers, (n), each from 0 to tokens − 1
     * @return (images, n, channels)
     */
    NDArray tokensAt(NDArray x, NDArray positions);

    /**
     * Bicubic interpolation as PyTorch's (a = −0.75, corners not aligned).
     *
     * @param grid (1, channels, rows, columns)
     */
    NDArray resizeBicubic(NDArray grid, long rows, long columns);

    /**
     * A convolution that makes tokens with these weights.
     *
     * @param weight (channels out, channels in, side, side)
     * @param bias (channels out)
     * @param stride in both directions
     * @param margin zeros around what is convolved
     */
    PatchConvolution patchConvolution(NDArray weight, NDArray bias, int stride, int margin);

    /**
     * A causal convolution with these weights.
     *
     * @param weight (channels, 1, taps), the last tap meets the token itself
     * @param bias (channels); empty for none
     */
    CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias);

    /**
     * A convolution over a grid with these weights.
     *
     * @param weight (channels, 1, side, side) with an odd side
     * @param bias (channels); empty for none
     */
    DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias);

    /**
     * A selective scan with these weights.
     *
     * @param decayLogarithm A = −exp of it, (channels, states)
     * @param skip D, (channels)
     * @param deltaBias (channels)
     */
    SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias);

    /**
     * Marks where one block of a model ends and the next begins. Kernels that compute gradients go
     * back block by block; the others return {@code stream} itself.
     */
    default NDArray boundary(NDArray stream) {
        return stream;
    }

    /**
     * Applies a linear map whose adjoint is known, by which kernels that compute gradients go back.
     *
     * @param x to be mapped
     * @param adjoint from the gradient of the result to that of {@code x}
     */
    default NDArray linearMap(
            NDArray x, UnaryOperator<NDArray> map, UnaryOperator<NDArray> adjoint) {
        return map.apply(x);
    }

    /**
     * Runs a forward pass over images that do not see each other, several of them side by side
     * where that is faster.
     *
     * @param images (images, …)
     * @param pass from some of the images to one row of results for each, (images, n)
     * @return the rows of all images, owned by the manager of {@code images}
     */
    default NDArray eachImage(NDArray images, UnaryOperator<NDArray> pass) {
        return pass.apply(images);
    }

    /**
     * Runs computations that do not see each other, side by side where that is faster.
     *
     * @param then takes each result, in the order of the computations and in the calling thread
     */
    default <T> void together(List<Supplier<T>> computations, Consumer<T> then) {
        computations.forEach(computation -> then.accept(computation.get()));
    }

    /** Fails early where a kernel would read another type's bits as numbers. */
    static NDArray requireFloat32(NDArray x) {
        if (x.getDataType() != DataType.FLOAT32) {
            throw new IllegalArgumentException("expected 32-bit floats, found " + x.getDataType());
        }
        return x;
    }
}
