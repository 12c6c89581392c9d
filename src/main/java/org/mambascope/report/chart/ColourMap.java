package org.mambascope.report.chart;

import java.awt.Color;

/**
 * From a position between 0 and 1 to a colour, by straight lines in sRGB between equally spaced
 * anchors. Both maps can be told apart by colour-blind readers.
 */
public enum ColourMap {
    /**
     * From dark violet to yellow, evenly brighter: matplotlib's viridis by Smith and van der Walt.
     */
    VIRIDIS(
            0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58,
            0xb5de2b, 0xfde725),

    /** Blue below, near-white at one half, orange above. */
    DIVERGING(0x174a7c, 0x4287b5, 0xa6cbe0, 0xf3f3f1, 0xf2b68f, 0xd36b35, 0x8a2f0a);

    /** Written by the constructor alone. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final int[] anchors;

    ColourMap(int... anchors) {
        this.anchors = anchors;
    }

    /**
     * The colour at a position as 0xRRGGBB; positions outside 0 … 1 take the nearest end, and NaN a
     * middle grey.
     */
    public int rgb(double position) {
        if (Double.isNaN(position)) {
            return 0x808080;
        }
        double place = Math.clamp(position, 0, 1) * (anchors.length - 1);
        int below = Math.min((int) place, anchors.length - 2);
        double share = place - below;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = anchors[below] >> shift & 0xff;
            int high = anchors[below + 1] >> shift & 0xff;
            colour = colour << 8 | (int) Math.round(low + share * (high - low));
        }
        return colour;
    }

    /** The colour at a position. */
    public Color colour(double position) {
        return new Color(rgb(position));
    }

    /** Black or white, whichever reads better on a colour. */
    public static Color textOn(Color background) {
        return Contrast.ratio(Color.BLACK, background) > Contrast.ratio(Color.WHITE, background)
                ? Color.BLACK
                : Color.WHITE;
    }
}
