package org.mambascope.report.chart;

import java.awt.Graphics2D;
import java.awt.GraphicsDevice;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A grid of colours drawn as one image, cell by cell without smoothing. */
public final class HeatmapImage {
    /** Pixels a cell is wide in files of shapes, and pixels such a file's image has at most. */
    private static final int LARGEST_CELL = 16;

    private static final int MOST_PIXELS = 1 << 22;

    private final int columns;
    private final int rows;
    private final float[] values;
    private final ColourScale scale;
    private final ColourMap map;

    /**
     * @param columns from left to right
     * @param rows from top to bottom
     * @param values column by column: (columns, rows)
     * @param scale from value to position on the map
     * @param map from position to colour
     */
    public HeatmapImage(int columns, int rows, float[] values, ColourScale scale, ColourMap map) {
        if (columns < 1 || rows < 1 || values.length != columns * rows) {
            throw new IllegalArgumentException(
                    values.length + " values for " + columns + " × " + rows + " cells");
        }
        this.columns = columns;
        this.rows = rows;
        this.values = values;
        this.scale = scale;
        this.map = map;
    }

    public void draw(Graphics2D graphics, Rectangle2D area) {
        int left = (int) Math.floor(area.getMinX());
        int top = (int) Math.floor(area.getMinY());
        int width = Math.max(1, (int) Math.ceil(area.getMaxX()) - left);
        int height = Math.max(1, (int) Math.ceil(area.getMaxY()) - top);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        BufferedImage image =
                isVector(graphics)
                        ? image(columns * cell(), rows * cell())
                        : image(
                                pixels(width, graphics.getTransform().getScaleX()),
                                pixels(height, graphics.getTransform().getScaleY()));
        graphics.drawImage(image, left, top, width, height, null);
    }

    /**
     * The grid in so many pixels. Where a pixel covers several cells it shows the largest: an
     * outlier channel must not vanish between pixels.
     */
    BufferedImage image(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = largest(cells(x, width, columns), cells(y, height, rows));
                image.setRGB(x, y, map.rgb(scale.position(value)));
            }
        }
        return image;
    }

    private double largest(Span across, Span down) {
        double largest = Double.NaN;
        for (int column = across.from; column < across.to; column++) {
            for (int row = down.from; row < down.to; row++) {
                double value = values[column * rows + row];
                if (!(value <= largest)) {
                    largest = Double.isNaN(value) ? largest : value;
                }
            }
        }
        return largest;
    }

    /** Cells whose left edge falls into a pixel; the cell under the pixel where none does. */
    private static Span cells(int pixel, int pixels, int cells) {
        if (pixels >= cells) {
            int cell = (int) ((long) pixel * cells / pixels);
            return new Span(cell, cell + 1);
        }
        return new Span(
                (int) ((long) pixel * cells / pixels), (int) ((pixel + 1L) * cells / pixels));
    }

    private static int pixels(int length, double scale) {
        return Math.max(1, (int) Math.round(length * Math.max(1, scale)));
    }

    /**
     * A file of shapes has no pixels: it gets every cell as a square of them, since not every
     * reader of such files can be told to leave the edges of pixels sharp.
     */
    private int cell() {
        double pixels = Math.sqrt((double) MOST_PIXELS / columns / rows);
        return (int) Math.clamp(pixels, 1, LARGEST_CELL);
    }

    private static boolean isVector(Graphics2D graphics) {
        var configuration = graphics.getDeviceConfiguration();
        return configuration == null
                || configuration.getDevice().getType() == GraphicsDevice.TYPE_PRINTER;
    }

    /** From inclusive, to exclusive. */
    private record Span(int from, int to) {}
}
