package org.mambascope.model.plain;

import org.mambascope.base.Problem;
import org.mambascope.model.architecture.StateDictLoader;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Angles of a rotary position embedding over a square grid of patches ({@code
 * VisionRotaryEmbeddingFast} of the originals' {@code rope.py}): the first half of the channels
 * turns with the row, the second with the column.
 *
 * @param side patches per side
 * @param width channels of a token, a multiple of 4
 * @param cosines (patches, channels), row by row
 * @param sines as the cosines
 */
public record RotaryAngles(int side, int width, float[] cosines, float[] sines) {
    /** The table of cosines among a model's weights, (patches, channels). */
    static final String COSINES = "rope.freqs_cos";

    /** As {@link #COSINES}. */
    static final String SINES = "rope.freqs_sin";

    private static final double BASE = 10_000;

    /** Larger than the error of a table kept in bfloat16, smaller than any step of the side. */
    private static final float TOLERANCE = 5e-3f;

    private static final int LARGEST_SIDE = 1024;

    /**
     * Angles for a grid.
     *
     * @param pretrainedSide patches per side to which positions are scaled
     */
    public static RotaryAngles of(int side, int pretrainedSide, int width) {
        float[] cosines = new float[side * side * width];
        float[] sines = new float[cosines.length];
        for (int at = 0; at < cosines.length; at++) {
            float angle = angle(at, side, pretrainedSide, width);
            cosines[at] = (float) Math.cos(angle);
            sines[at] = (float) Math.sin(angle);
        }
        return new RotaryAngles(side, width, cosines, sines);
    }

    /**
     * The table that a file holds; empty if it holds none.
     *
     * @throws Problem if it is no table of a square grid
     */
    static Optional<RotaryAngles> stored(StateDictLoader weights, int width) {
        OptionalInt rows = weights.rows(COSINES, 0);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        int side = (int) Math.round(Math.sqrt(rows.getAsInt()));
        if (side * side != rows.getAsInt()) {
            throw new Problem(
                    "Expected a table of rotary angles for a square grid of patches, found %d rows in %s: take the weights that belong to this model."
                            .formatted(rows.getAsInt(), COSINES));
        }
        return Optional.of(
                new RotaryAngles(
                        side,
                        width,
                        weights.table(COSINES, rows.getAsInt(), width),
                        weights.table(SINES, rows.getAsInt(), width)));
    }

    /** The side to which positions were scaled; empty if these angles follow from none. */
    OptionalInt pretrainedSide() {
        return IntStream.rangeClosed(1, LARGEST_SIDE).filter(this::follow).findFirst();
    }

    /** Returns true if these are, but for rounding, the angles scaled to a side. */
    boolean follow(int pretrainedSide) {
        for (int at = 0; at < cosines.length; at++) {
            float angle = angle(at, side, pretrainedSide, width);
            boolean near =
                    Math.abs(cosines[at] - (float) Math.cos(angle)) <= TOLERANCE
                            && Math.abs(sines[at] - (float) Math.sin(angle)) <= TOLERANCE;
            if (!near) {
                return false;
            }
        }
        return true;
    }

    private static float angle(int at, int side, int pretrainedSide, int width) {
        int half = width / 2;
        int token = at / width;
        int channel = at % width;
        int position = channel < half ? token / side : token % side;
        int pair = channel % half / 2;
        float frequency = (float) (1 / Math.pow(BASE, 2.0 * pair / half));
        return (float) position / side * pretrainedSide * frequency;
    }
}
