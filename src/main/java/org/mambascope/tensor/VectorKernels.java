package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Optional;

/** Kernels of the CPU: scan and convolution in Java's Vector API, the rest in TorchScript. */
final class VectorKernels extends ScriptKernels {
    VectorKernels(NDManager manager) {
        super(manager);
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        ConvolutionKernel kernel = ConvolutionKernel.of(weight, bias);
        return x -> {
            Shape shape = x.getShape();
            int width = kernel.paddedChannels();
            float[] values = HostFloats.readRows(x, kernel.channels(), width);
            float[] y = new float[values.length];
            kernel.run((int) shape.get(0), (int) shape.get(1), values, y);
            return HostFloats.write(x.getManager(), shape, y, kernel.channels(), width);
        };
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        DepthwiseKernel kernel = DepthwiseKernel.of(weight, bias);
        return (x, rows, columns) -> {
            Shape shape = x.getShape();
            int width = kernel.paddedChannels();
            float[] values = HostFloats.readRows(x, kernel.channels(), width);
            float[] y = new float[values.length];
            kernel.run((int) shape.get(0), rows, columns, values, y);
            return HostFloats.write(x.getManager(), shape, y, kernel.channels(), width);
        };
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        ScanKernel kernel = ScanKernel.of(decayLogarithm, skip, deltaBias);
        return (u, delta, b, c, gate) -> {
            ScanArrays in = ScanArrays.read(kernel, u, delta, b, c, gate);
            float[] y = new float[in.u().length];
            kernel.run(in, y);
            return HostFloats.write(
                    u.getManager(), u.getShape(), y, kernel.channels(), kernel.paddedChannels());
        };
    }
}
