package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.ForwardingKernels;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.ScanOutput;
import org.mambascope.tensor.SelectiveScan;
import org.mambascope.tensor.TokenPermutation;

import java.util.Optional;

/** Kernels whose time is counted; linear layers are timed at their slots. */
final class TimedKernels extends ForwardingKernels {
    private final Kernels kernels;
    private final Stopwatch<LayerKind> stopwatch;

    /** Kernels timed by a stopwatch. */
    TimedKernels(Kernels kernels, Stopwatch<LayerKind> stopwatch) {
        super(kernels);
        this.kernels = kernels;
        this.stopwatch = stopwatch;
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
