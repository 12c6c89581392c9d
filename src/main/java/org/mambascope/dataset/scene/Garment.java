package org.mambascope.dataset.scene;

import java.util.Arrays;

/**
 * A garment of Fashion-MNIST: its grey levels and the pixels that belong to it, 28 × 28, row by
 * row.
 *
 * @param grey 0 … 255
 * @param inside true for the garment, holes in it included
 */
record Garment(int[] grey, boolean[] inside) {
    /** Pixels of a side. */
    static final int SIDE = 28;

    /** Levels below are black. */
    private static final int BLACK = 10;

    /** Fewest pixels of a garment that is worth to be shown. */
    private static final int FEWEST = 60;

    private static final int[] STEPS = {-1, 1, -SIDE - 2, SIDE + 2};

    /** The garment of an image: all but the black that reaches its edges. */
    static Garment of(int[] grey) {
        boolean[] inside = new boolean[grey.length];
        boolean[] outside = outside(grey);
        for (int i = 0; i < grey.length; i++) {
            inside[i] = !outside[framed(i)];
        }
        return new Garment(grey, inside);
    }

    /** Place of a pixel in an image with a frame of one pixel. */
    private static int framed(int pixel) {
        return (pixel / SIDE + 1) * (SIDE + 2) + pixel % SIDE + 1;
    }

    /** Black that can be reached from the frame by steps to neighbours. */
    private static boolean[] outside(int[] grey) {
        int side = SIDE + 2;
        boolean[] black = new boolean[side * side];
        Arrays.fill(black, true);
        for (int i = 0; i < grey.length; i++) {
            black[framed(i)] = grey[i] < BLACK;
        }
        boolean[] reached = new boolean[black.length];
        int[] open = new int[black.length];
        reached[0] = true;
        int count = 1;
        while (count > 0) {
            int from = open[--count];
            for (int step : STEPS) {
                int to = from + step;
                if (to >= 0 && to < black.length && black[to] && !reached[to]) {
                    reached[to] = true;
                    open[count++] = to;
                }
            }
        }
        return reached;
    }

    /** Returns true if the garment is large enough to be shown. */
    boolean isShown() {
        int pixels = 0;
        for (boolean each : inside) {
            pixels += each ? 1 : 0;
        }
        return pixels >= FEWEST;
    }

    /** The garment mirrored from left to right. */
    Garment mirrored() {
        int[] mirroredGrey = new int[grey.length];
        boolean[] mirroredInside = new boolean[grey.length];
        for (int i = 0; i < grey.length; i++) {
            int other = i - i % SIDE + SIDE - 1 - i % SIDE;
            mirroredGrey[i] = grey[other];
            mirroredInside[i] = inside[other];
        }
        return new Garment(mirroredGrey, mirroredInside);
    }
}
