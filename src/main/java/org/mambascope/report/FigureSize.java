package org.mambascope.report;

/**
 * How large a figure becomes.
 *
 * @param width in points of 1/96 inch, the pixels of an ordinary screen
 * @param height likewise
 * @param dpi pixels per inch of pictures made of pixels, 48 … 1200
 */
public record FigureSize(int width, int height, int dpi) {
    /** As wide as a page's text, sharp in print. */
    public static final FigureSize DEFAULT = new FigureSize(720, 420, 192);

    private static final int LARGEST_SIDE = 20_000;

    public FigureSize {
        if (width < 100 || height < 100 || dpi < 48 || dpi > 1200) {
            throw new IllegalArgumentException(
                    "no figure of " + width + " × " + height + " at " + dpi + " dpi");
        }
        if (pixels(width, dpi) > LARGEST_SIDE || pixels(height, dpi) > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "a figure's sides have at most " + LARGEST_SIDE + " pixels");
        }
    }

    int pixelWidth() {
        return pixels(width, dpi);
    }

    int pixelHeight() {
        return pixels(height, dpi);
    }

    double scale() {
        return dpi / 96.0;
    }

    private static int pixels(int points, int dpi) {
        return (int) Math.round(points * (dpi / 96.0));
    }
}
