package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Optional;

/**
 * Brings what enters a layer into another basis, x to (x / s − μ) H, on one device: on the CPU by
 * the fast transform, elsewhere and where gradients flow by the matrix.
 */
public final class BasisChange {
    private final Optional<float[]> smooth;
    private final Optional<float[]> mean;
    private final Optional<Hadamard> hadamard;
    private final NDArray smoothTensor;
    private final Optional<NDArray> meanTensor;
    private final Optional<NDArray> matrix;

    /**
     * A change of basis.
     *
     * @param owner of what it keeps on its device
     * @param channels K
     * @param smooth s (K); empty for 1
     * @param mean μ (tokens × K); empty for 0
     * @param rotated whether H is a Hadamard matrix, otherwise the identity
     */
    public BasisChange(
            NDManager owner,
            int channels,
            Optional<float[]> smooth,
            Optional<float[]> mean,
            boolean rotated) {
        this.smooth = smooth;
        this.mean = mean;
        hadamard = rotated ? Optional.of(new Hadamard(channels)) : Optional.empty();
        smoothTensor = owner.create(smooth.orElse(new float[] {1}));
        meanTensor = mean.map(m -> owner.create(m, new Shape(m.length / channels, channels)));
        matrix = hadamard.map(h -> owner.create(h.matrix(), new Shape(channels, channels)));
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
        float[] values = HostFloats.read(x);
        smooth.ifPresent(scales -> divide(values, scales));
        mean.ifPresent(means -> subtract(values, means));
        hadamard.get().apply(values);
        return HostFloats.write(x.getManager(), x.getShape(), values);
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
