package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.FloatLinear;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.ScanOutput;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.TokenPermutation;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Kernels whose time is counted; linear layers are timed at their slots. */
record TimedKernels(Kernels kernels, Stopwatch<LayerKind> stopwatch) implements Kernels {
    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        return kernels.linear(x, weight, bias);
    }

    @Override
    public FloatLinear linear(NDArray weight, Optional<NDArray> bias) {
        return kernels.linear(weight, bias);
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        return stopwatch.time(LayerKind.NORM, () -> kernels.rootMeanSquareNorm(x, weight, epsilon));
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return stopwatch.time(LayerKind.NORM, () -> kernels.layerNorm(x, weight, bias, epsilon));
    }

    @Override
    public PatchConvolution patchConvolution(NDArray weight, NDArray bias, int stride, int margin) {
        PatchConvolution convolution = kernels.patchConvolution(weight, bias, stride, margin);
        return new PatchConvolution() {
            @Override
            public NDArray ofPlanes(NDArray planes) {
                return stopwatch.time(LayerKind.CONV, () -> convolution.ofPlanes(planes));
            }

            @Override
            public NDArray ofTokens(NDArray tokens, int rows, int columns) {
                return stopwatch.time(
                        LayerKind.CONV, () -> convolution.ofTokens(tokens, rows, columns));
            }
        };
    }

    @Override
    public NDArray sum(NDArray x, NDArray y) {
        return kernels.sum(x, y);
    }

    @Override
    public NDArray gelu(NDArray x) {
        return kernels.gelu(x);
    }

    @Override
    public NDArray eachImage(NDArray images, UnaryOperator<NDArray> pass) {
        return kernels.eachImage(images, pass);
    }

    @Override
    public <T> void together(List<Supplier<T>> computations, Consumer<T> then) {
        kernels.together(computations, then);
    }

    @Override
    public NDArray average(NDArray x, NDArray y) {
        return kernels.average(x, y);
    }

    @Override
    public NDArray rotate(NDArray x, NDArray cosine, NDArray sine) {
        return kernels.rotate(x, cosine, sine);
    }

    @Override
    public NDArray tokensAt(NDArray x, NDArray positions) {
        return kernels.tokensAt(x, positions);
    }

    @Override
    public NDArray resizeBicubic(NDArray grid, long rows, long columns) {
        return kernels.resizeBicubic(grid, rows, columns);
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        CausalConvolution convolution = kernels.causalConvolution(weight, bias);
        return new CausalConvolution() {
            @Override
            public NDArray apply(NDArray x) {
                return stopwatch.time(LayerKind.CONV, () -> convolution.apply(x));
            }

            @Override
            public NDArray apply(ChannelRange x, TokenPermutation path) {
                return stopwatch.time(LayerKind.CONV, () -> convolution.apply(x, path));
            }
        };
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        DepthwiseConvolution convolution = kernels.depthwiseConvolution(weight, bias);
        return new DepthwiseConvolution() {
            @Override
            public NDArray apply(NDArray x, int rows, int columns) {
                return stopwatch.time(LayerKind.CONV, () -> convolution.apply(x, rows, columns));
            }

            @Override
            public NDArray apply(ChannelRange x, int rows, int columns) {
                return stopwatch.time(LayerKind.CONV, () -> convolution.apply(x, rows, columns));
            }
        };
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        SelectiveScan scan = kernels.selectiveScan(decayLogarithm, skip, deltaBias);
        long states = decayLogarithm.getShape().get(1);
        return new SelectiveScan() {
            @Override
            public NDArray apply(
                    NDArray u, NDArray delta, NDArray b, NDArray c, Optional<NDArray> gate) {
                stopwatch.countScanned(u.size() * states);
                return stopwatch.time(LayerKind.SCAN, () -> scan.apply(u, delta, b, c, gate));
            }

            @Override
            public NDArray apply(
                    NDArray u,
                    NDArray delta,
                    ChannelRange b,
                    ChannelRange c,
                    Optional<ChannelRange> gate,
                    ScanOutput target) {
                stopwatch.countScanned(u.size() * states);
                return stopwatch.time(
                        LayerKind.SCAN, () -> scan.apply(u, delta, b, c, gate, target));
            }
        };
    }
}
