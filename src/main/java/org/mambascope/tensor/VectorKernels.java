package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.util.Optional;

/** Kernels of the CPU: what libtorch has no fast operator for is in Java's Vector API. */
final class VectorKernels extends ScriptKernels {
    VectorKernels(NDManager manager) {
        super(manager);
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        NDArray y = x.getManager().create(x.getShape(), DataType.FLOAT32);
        int rows = Math.toIntExact(x.size() / x.getShape().tail());
        NormKernel.rootMeanSquare(
                rows, HostRows.of(x), HostRows.of(weight), epsilon, HostRows.of(y));
        return y;
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        return new VectorConvolution(ConvolutionKernel.of(weight, bias));
    }

    private record VectorConvolution(ConvolutionKernel kernel) implements CausalConvolution {
        @Override
        public NDArray apply(NDArray x) {
            int tokens = Math.toIntExact(x.getShape().get(1));
            return apply(ChannelRange.whole(x), SequencePath.forward(tokens));
        }

        @Override
        public NDArray apply(ChannelRange x, TokenPath path) {
            int[] positions = path.positions();
            long images = x.tensor().getShape().get(0);
            NDArray y =
                    x.tensor()
                            .getManager()
                            .create(
                                    new Shape(images, positions.length, kernel.channels()),
                                    DataType.FLOAT32);
            kernel.run(
                    Math.toIntExact(images),
                    positions,
                    path.tokens(),
                    HostRows.of(x),
                    HostRows.of(y));
            return y;
        }
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        return new VectorGridConvolution(DepthwiseKernel.of(weight, bias));
    }

    private record VectorGridConvolution(DepthwiseKernel kernel) implements DepthwiseConvolution {
        @Override
        public NDArray apply(NDArray x, int rows, int columns) {
            return apply(ChannelRange.whole(x), rows, columns);
        }

        @Override
        public NDArray apply(ChannelRange x, int rows, int columns) {
            Shape shape = x.tensor().getShape();
            NDArray y =
                    x.tensor()
                            .getManager()
                            .create(
                                    new Shape(shape.get(0), shape.get(1), kernel.channels()),
                                    DataType.FLOAT32);
            kernel.run(
                    Math.toIntExact(shape.get(0)), rows, columns, HostRows.of(x), HostRows.of(y));
            return y;
        }
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        return new VectorScan(ScanKernel.of(decayLogarithm, skip, deltaBias));
    }
}
