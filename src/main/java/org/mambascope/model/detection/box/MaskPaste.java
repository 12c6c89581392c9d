package org.mambascope.model.detection.box;

import org.mambascope.image.mask.BinaryMask;

import java.util.BitSet;

/**
 * Pasting of a predicted mask, a square of probabilities over a box, onto an image: bilinear
 * samples at the centres of pixels, zero beyond the square. The steps of mmdetection's {@code
 * FCNMaskHead} and libtorch's {@code grid_sample}, in single precision. Only pixels within one
 * pixel of the box are looked at; a side of no length takes the middle of the square there.
 *
 * @param width of the image in pixels
 * @param height of the image in pixels
 */
public record MaskPaste(int width, int height) {
    /** Probability from which a pixel belongs to the object. */
    private static final float THRESHOLD = 0.5f;

    /**
     * The pixels of probability ½ or more.
     *
     * @param probabilities side × side, rows from the top
     * @param boxes in pixels of the image
     * @param box number of the mask's box
     */
    public BinaryMask paste(float[] probabilities, Boxes boxes, int box) {
        Strip rows = strip(boxes.top(box), boxes.bottom(box), height, side(probabilities));
        Strip columns = strip(boxes.left(box), boxes.right(box), width, side(probabilities));
        BitSet pixels = new BitSet(width * height);
        for (int y = 0; y < rows.low().length; y++) {
            int line = (rows.first() + y) * width + columns.first();
            for (int x = 0; x < columns.low().length; x++) {
                if (sample(probabilities, rows, y, columns, x) >= THRESHOLD) {
                    pixels.set(line + x);
                }
            }
        }
        return BinaryMask.of(width, height, pixels);
    }

    /** The probability of every pixel, height × width; zero more than a pixel off the box. */
    float[] probabilities(float[] probabilities, Boxes boxes, int box) {
        Strip rows = strip(boxes.top(box), boxes.bottom(box), height, side(probabilities));
        Strip columns = strip(boxes.left(box), boxes.right(box), width, side(probabilities));
        float[] pixels = new float[width * height];
        for (int y = 0; y < rows.low().length; y++) {
            int line = (rows.first() + y) * width + columns.first();
            for (int x = 0; x < columns.low().length; x++) {
                pixels[line + x] = sample(probabilities, rows, y, columns, x);
            }
        }
        return pixels;
    }

    private static int side(float[] probabilities) {
        int side = (int) Math.round(Math.sqrt(probabilities.length));
        if (side * side != probabilities.length) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities are no square mask");
        }
        return side;
    }

    /**
     * Pixels of one axis near a box.
     *
     * @param first of the pixels
     * @param low cell below the place of each in the square
     * @param fraction share of the next cell
     * @param side of the square in cells
     */
    private record Strip(int first, int[] low, float[] fraction, int side) {
        boolean has(int cell) {
            return cell >= 0 && cell < side;
        }
    }

    private static Strip strip(float from, float to, int pixels, int side) {
        int first = (int) Math.clamp(Math.floor(from) - 1, 0, pixels);
        int end = (int) Math.clamp(Math.ceil(to) + 1, first, pixels);
        int[] low = new int[end - first];
        float[] fraction = new float[end - first];
        for (int i = 0; i < low.length; i++) {
            float across = (first + i + 0.5f - from) / (to - from) * 2 - 1;
            float place = ((Float.isInfinite(across) ? 0 : across) + 1) * (side / 2f) - 0.5f;
            float floor = (float) Math.floor(place);
            low[i] = (int) floor;
            fraction[i] = place - floor;
        }
        return new Strip(first, low, fraction, side);
    }

    private static float sample(float[] square, Strip rows, int y, Strip columns, int x) {
        int top = rows.low()[y];
        int left = columns.low()[x];
        float down = rows.fraction()[y];
        float across = columns.fraction()[x];
        return value(square, rows, top, columns, left) * ((1 - down) * (1 - across))
                + value(square, rows, top, columns, left + 1) * ((1 - down) * across)
                + value(square, rows, top + 1, columns, left) * (down * (1 - across))
                + value(square, rows, top + 1, columns, left + 1) * (down * across);
    }

    private static float value(float[] square, Strip rows, int row, Strip columns, int column) {
        return rows.has(row) && columns.has(column) ? square[row * rows.side() + column] : 0;
    }
}
