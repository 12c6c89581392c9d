package org.mambascope.report.chart;

import org.mambascope.base.KnownNames;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Size of a figure and of its texts and lines.
 *
 * @param width in points of 1/96 inch, the pixels of an ordinary screen
 * @param height likewise
 * @param dpi pixels per inch of bitmaps, 48 … 1200
 * @param magnification of texts, lines and dots against their size in a window, 0.5 … 4
 */
public record FigureSize(int width, int height, int dpi, double magnification) {
    /** As wide as a page's text, sharp in print. */
    public static final FigureSize DEFAULT = new FigureSize(720, 420, 192);

    private static final int LARGEST_SIDE = 20_000;

    /**
     * The places that figures are made for; texts are at least 7 points on paper, 14 on a slide.
     */
    public enum Page {
        /** One of a journal's two columns: 85 × 68 mm. */
        COLUMN(321, 257, 0.95),
        /** Both columns: 178 × 100 mm. */
        TWO_COLUMNS(673, 378, 1),
        /** A slide of 16 : 9, 13.33 × 7.5 inches. */
        SLIDE(1280, 720, 1.9);

        private final int width;
        private final int height;
        private final double magnification;

        Page(int width, int height, double magnification) {
            this.width = width;
            this.height = height;
            this.magnification = magnification;
        }

        /** As users write it: {@code two-columns}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The size at so many pixels per inch, 48 … 1200. */
        public FigureSize at(int dpi) {
            return new FigureSize(width, height, dpi, magnification);
        }

        /**
         * The page of this id.
         *
         * @throws org.mambascope.base.Problem for any other name
         */
        public static Page named(String id) {
            Set<String> ids =
                    Arrays.stream(values())
                            .map(Page::id)
                            .collect(Collectors.toCollection(LinkedHashSet::new));
            KnownNames.of("size of a figure", ids).require(Set.of(id), "--size");
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public FigureSize {
        if (width < 100
                || height < 100
                || dpi < 48
                || dpi > 1200
                || !(magnification >= 0.5 && magnification <= 4)) {
            throw new IllegalArgumentException(
                    "no figure of "
                            + width
                            + " × "
                            + height
                            + " at "
                            + dpi
                            + " dpi, magnified "
                            + magnification
                            + " times");
        }
        if (pixels(width, dpi) > LARGEST_SIDE || pixels(height, dpi) > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "a figure's sides have at most " + LARGEST_SIDE + " pixels");
        }
    }

    /** A size whose texts are as large as in a window. */
    public FigureSize(int width, int height, int dpi) {
        this(width, height, dpi, 1);
    }

    public int pixelWidth() {
        return pixels(width, dpi);
    }

    public int pixelHeight() {
        return pixels(height, dpi);
    }

    public double scale() {
        return dpi / 96.0;
    }

    private static int pixels(int points, int dpi) {
        return (int) Math.round(points * (dpi / 96.0));
    }
}
