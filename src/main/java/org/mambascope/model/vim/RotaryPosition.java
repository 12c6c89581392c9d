package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.Kernels;

/**
 * Rotary position embedding over a square grid of patches ({@code VisionRotaryEmbeddingFast} of the
 * original's {@code rope.py}): the first half of the channels turns with the row, the second with
 * the column. Where the number of tokens is odd, the first one is left as it is.
 */
final class RotaryPosition {
    private static final double BASE = 10_000;

    private final Kernels kernels;
    private final NDArray cosine;
    private final NDArray sine;

    /**
     * Angles for a grid.
     *
     * @param side patches per side
     * @param pretrainedSide patches per side to which positions are scaled
     * @param width channels of a token, a multiple of 4
     */
    RotaryPosition(Kernels kernels, NDManager manager, int side, int pretrainedSide, int width) {
        this.kernels = kernels;
        int half = width / 2;
        float[] cosines = new float[side * side * width];
        float[] sines = new float[cosines.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                for (int channel = 0; channel < width; channel++) {
                    int position = channel < half ? row : column;
                    int pair = channel % half / 2;
                    float frequency = (float) (1 / Math.pow(BASE, 2.0 * pair / half));
                    float angle = (float) position / side * pretrainedSide * frequency;
                    int at = (row * side + column) * width + channel;
                    cosines[at] = (float) Math.cos(angle);
                    sines[at] = (float) Math.sin(angle);
                }
            }
        }
        Shape shape = new Shape((long) side * side, width);
        cosine = manager.create(cosines, shape);
        sine = manager.create(sines, shape);
    }

    /** Rotates (images, tokens, E). */
    NDArray apply(NDArray x) {
        if (x.getShape().get(1) % 2 == 0) {
            return kernels.rotate(x, cosine, sine);
        }
        NDArray rotated = kernels.rotate(x.get(":, 1:"), cosine, sine);
        return x.get(":, 0:1").concat(rotated, 1);
    }
}
