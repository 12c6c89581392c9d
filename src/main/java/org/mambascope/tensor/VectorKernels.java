package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import java.util.Optional;

/** Kernels of the CPU: scan and convolution in Java's Vector API, the rest in TorchScript. */
final class VectorKernels implements Kernels {
    private final ScriptKernels script;

    VectorKernels(ScriptKernels script) {
        this.script = script;
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        return script.linear(x, weight, bias);
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        return script.rootMeanSquareNorm(x, weight, epsilon);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return script.layerNorm(x, weight, bias, epsilon);
    }

    @Override
    public NDArray rotate(NDArray x, NDArray cosine, NDArray sine) {
        return script.rotate(x, cosine, sine);
    }

    @Override
    public NDArray tokensAt(NDArray x, NDArray positions) {
        return script.tokensAt(x, positions);
    }

    @Override
    public NDArray resizeBicubic(NDArray grid, long rows, long columns) {
        return script.resizeBicubic(grid, rows, columns);
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        int channels = Math.toIntExact(weight.getShape().get(0));
        float[] offset = bias.map(HostFloats::read).orElseGet(() -> new float[channels]);
        ConvolutionKernel kernel = new ConvolutionKernel(HostFloats.read(weight), offset);
        return x -> {
            Shape shape = x.getShape();
            float[] values = HostFloats.readRows(x, channels, kernel.paddedChannels());
            float[] y = new float[values.length];
            kernel.run((int) shape.get(0), (int) shape.get(1), values, y);
            return HostFloats.write(x.getManager(), shape, y, channels, kernel.paddedChannels());
        };
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        int channels = Math.toIntExact(weight.getShape().get(0));
        float[] offset = bias.map(HostFloats::read).orElseGet(() -> new float[channels]);
        DepthwiseKernel kernel = new DepthwiseKernel(HostFloats.read(weight), offset);
        int padded = kernel.paddedChannels();
        return (x, rows, columns) -> {
            Shape shape = x.getShape();
            float[] values = HostFloats.readRows(x, channels, padded);
            float[] y = new float[values.length];
            kernel.run((int) shape.get(0), rows, columns, values, y);
            return HostFloats.write(x.getManager(), shape, y, channels, padded);
        };
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        ScanKernel kernel =
                new ScanKernel(
                        decay(HostFloats.read(decayLogarithm)),
                        HostFloats.read(skip),
                        HostFloats.read(deltaBias));
        return (u, delta, b, c, gate) -> {
            Shape shape = u.getShape();
            int channels = kernel.channels();
            int padded = kernel.paddedChannels();
            float[] values = HostFloats.readRows(u, channels, padded);
            float[] steps = HostFloats.readRows(delta, channels, padded);
            float[] z =
                    gate.map(tensor -> HostFloats.readRows(tensor, channels, padded)).orElse(null);
            float[] y = new float[values.length];
            kernel.run(
                    (int) shape.get(0),
                    (int) shape.get(1),
                    values,
                    steps,
                    HostFloats.read(b),
                    HostFloats.read(c),
                    z,
                    y);
            return HostFloats.write(u.getManager(), shape, y, channels, padded);
        };
    }

    /** A = −exp(logarithm). */
    static float[] decay(float[] logarithm) {
        float[] a = new float[logarithm.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) -Math.exp(logarithm[i]);
        }
        return a;
    }
}
