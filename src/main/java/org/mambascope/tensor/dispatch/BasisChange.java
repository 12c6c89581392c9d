package org.mambascope.tensor.dispatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.cpu.fakequant.HadamardTransform;
import org.mambascope.tensor.cpu.vector.CpuMemory;

import java.util.Optional;

/**
 * Brings what enters a layer into another basis, x to (x / s − μ) A H, on one device: on the CPU by
 * the fast transform, elsewhere, where gradients flow, and with axes A by the matrix.
 */
public final class BasisChange {
    private final Optional<float[]> smooth;
    private final Optional<float[]> mean;
    private final Optional<HadamardTransform> hadamard;
    private final NDArray smoothTensor;
    private final Optional<NDArray> meanTensor;
    private final Optional<NDArray> matrix;

    /**
     * A change of basis.
     *
     * @param owner of its tensors on the device
     * @param channels K
     * @param smooth s (K); empty for 1
     * @param mean μ (tokens × K); empty for 0
     * @param axes A (K × K), orthogonal; empty for the identity
     * @param rotated whether H is a Hadamard matrix, otherwise the identity
     */
    public BasisChange(
            NDManager owner,
            int channels,
            Optional<float[]> smooth,
            Optional<float[]> mean,
            Optional<float[]> axes,
            boolean rotated) {
        this.smooth = smooth;
        this.mean = mean;
        Optional<HadamardTransform> rotation =
                rotated ? Optional.of(new HadamardTransform(channels)) : Optional.empty();
        hadamard = axes.isPresent() ? Optional.empty() : rotation;
        smoothTensor = owner.create(smooth.orElse(new float[] {1}));
        meanTensor = mean.map(m -> owner.create(m, new Shape(m.length / channels, channels)));
        Optional<float[]> mixing =
                axes.map(
                                a -> {
                                    float[] product = a.clone();
                                    rotation.ifPresent(h -> h.apply(product));
                                    return product;
                                })
                        .or(() -> rotation.map(HadamardTransform::matrix));
        matrix = mixing.map(m -> owner.create(m, new Shape(channels, channels)));
    }

    /** Maps (images, tokens, K); gradients flow through it. */
    public NDArray applyInGraph(NDArray x) {
        NDArray smoothed = x.div(smoothTensor);
        NDArray centred = meanTensor.map(smoothed::sub).orElse(smoothed);
        return matrix.map(centred::matMul).orElse(centred);
    }

    /** Maps (images, tokens, K). */
    public NDArray apply(NDArray x) {
        if (x.getDevice().isGpu() || hadamard.isEmpty()) {
            return applyInGraph(x);
        }
        float[] values = CpuMemory.read(x);
        smooth.ifPresent(scales -> divide(values, scales));
        mean.ifPresent(means -> subtract(values, means));
        hadamard.get().apply(values);
        return CpuMemory.write(x.getManager(), x.getShape(), values);
    }

    private static void divide(float[] values, float[] scales) {
        for (int row = 0; row < values.length; row += scales.length) {
            for (int channel = 0; channel < scales.length; channel++) {
                values[row + channel] /= scales[channel];
            }
        }
    }

    private static void subtract(float[] values, float[] means) {
        for (int image = 0; image < values.length; image += means.length) {
            for (int i = 0; i < means.length; i++) {
                values[image + i] -= means[i];
            }
        }
    }
}
