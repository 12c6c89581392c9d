package org.mambascope.dataset.scene;

/**
 * A drawn background: two colours in one area, a gradient, clouds or stripes, with noise on every
 * value.
 */
final class Background {
    private static final int FLAT = 0;
    private static final int GRADIENT = 1;
    private static final int CLOUDS = 2;
    private static final int KINDS = 4;

    private static final int COLOURS = 3;
    private static final double WHITE = 255;
    private static final double MOST_NOISE = 20;

    /** Squares of the clouds' lattice along a side. */
    private static final int SQUARES = 4;

    private final SplitMix64 random;
    private final int width;
    private final int height;

    Background(SplitMix64 random, int width, int height) {
        this.random = random;
        this.width = width;
        this.height = height;
    }

    /** Share of the second colour at a pixel, 0 … 1. */
    @FunctionalInterface
    private interface Pattern {
        double at(int x, int y);
    }

    /** Draws the pixels, {@code 0xRRGGBB}, row by row. */
    int[] paint() {
        int kind = random.below(KINDS);
        double[] from = colour();
        double[] to = colour();
        double noise = random.real() * MOST_NOISE;
        Pattern pattern =
                switch (kind) {
                    case FLAT -> (_, _) -> 0;
                    case GRADIENT -> gradient();
                    case CLOUDS -> clouds();
                    default -> stripes();
                };
        int[] rgb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double share = pattern.at(x, y);
                int pixel = 0;
                for (int i = 0; i < COLOURS; i++) {
                    double value =
                            from[i] + (to[i] - from[i]) * share + noise * (2 * random.real() - 1);
                    pixel = pixel << 8 | (int) (Math.clamp(value, 0, WHITE) + 0.5);
                }
                rgb[y * width + x] = pixel;
            }
        }
        return rgb;
    }

    private double[] colour() {
        double[] colour = new double[COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            colour[i] = random.real() * WHITE;
        }
        return colour;
    }

    private Pattern gradient() {
        double across = 2 * random.real() - 1;
        double down = 2 * random.real() - 1;
        double length = Math.abs(across) + Math.abs(down) + 1e-9;
        return (x, y) ->
                0.5
                        + (across * ((x + 0.5) / width - 0.5) + down * ((y + 0.5) / height - 0.5))
                                / length;
    }

    private Pattern clouds() {
        double[][] lattice = new double[SQUARES + 1][SQUARES + 1];
        for (double[] row : lattice) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.real();
            }
        }
        return (x, y) -> {
            double across = (x + 0.5) * SQUARES / width;
            double down = (y + 0.5) * SQUARES / height;
            int column = Math.min(SQUARES - 1, (int) across);
            int row = Math.min(SQUARES - 1, (int) down);
            double u = across - column;
            double v = down - row;
            return (lattice[row][column] * (1 - u) + lattice[row][column + 1] * u) * (1 - v)
                    + (lattice[row + 1][column] * (1 - u) + lattice[row + 1][column + 1] * u) * v;
        };
    }

    private Pattern stripes() {
        int period = 6 + random.below(18);
        int direction = random.below(3);
        return (x, y) -> {
            int place =
                    switch (direction) {
                        case 0 -> x;
                        case 1 -> y;
                        default -> x + y;
                    };
            return place % period * 2 < period ? 0 : 1;
        };
    }
}
