package org.mambascope.quant.estimate;

import org.mambascope.quant.range.CalibrationInput;

/**
 * Parts a layer's input into images that ranges are found on and images that they are held to.
 * Which ones are held out differs from token position to token position, so that no unusual image
 * decides.
 *
 * @param images their number, 1 or more; a single one is on both sides
 */
record HoldOut(int images) {
    /** One image of so many is held out. */
    private static final int EVERY = 4;

    private int held() {
        return Math.max(1, images / EVERY);
    }

    /** Rows of some token positions that ranges are found on. */
    CalibrationInput calibrating(CalibrationInput all, int[] tokens) {
        return rows(all, tokens, held(), Math.max(1, images - held()));
    }

    /** The other rows of the same positions. */
    CalibrationInput heldOut(CalibrationInput all, int[] tokens) {
        return rows(all, tokens, 0, held());
    }

    /** All rows of the same positions. */
    CalibrationInput all(CalibrationInput all, int[] tokens) {
        return rows(all, tokens, 0, images);
    }

    private CalibrationInput rows(CalibrationInput all, int[] tokens, int first, int count) {
        int channels = all.channels();
        float[] rows = new float[tokens.length * count * channels];
        for (int row = 0; row < tokens.length * count; row++) {
            int position = row / count;
            int image = (position * held() + first + row % count) % images;
            System.arraycopy(
                    all.values(),
                    tokens[position] * all.perToken() + image * channels,
                    rows,
                    row * channels,
                    channels);
        }
        return new CalibrationInput(all.layer(), tokens.length, channels, rows);
    }
}
