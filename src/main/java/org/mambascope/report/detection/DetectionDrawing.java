package org.mambascope.report.detection;

import org.mambascope.image.Picture;
import org.mambascope.image.mask.BinaryMask;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;
import org.mambascope.report.chart.FigureTheme;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Objects over their image: masks that the image shines through, boxes, and a class and score at
 * each.
 *
 * @param side pixels of the drawing's longer side
 * @param text height of words in pixels, from which the width of lines follows
 */
public record DetectionDrawing(int side, float text) {
    private static final int LEAST = 480;
    private static final float LEAST_TEXT = 13;
    private static final float TEXT_PART = 1 / 64f;

    /** Share of a class's colour where its mask is, of 256. */
    private static final int OPAQUE = 115;

    private static final float LINE = 7;

    public DetectionDrawing {
        if (side < 1 || !(text > 0)) {
            throw new IllegalArgumentException("a drawing has a size and words have a height");
        }
    }

    /** At an image's own size, or at the first multiple of it at which words have room. */
    public static DetectionDrawing sizedFor(Picture image) {
        int longer = Math.max(image.width(), image.height());
        int side = longer * Math.ceilDiv(LEAST, longer);
        return new DetectionDrawing(side, Math.max(LEAST_TEXT, side * TEXT_PART));
    }

    /** Draws objects over their image. */
    public Picture draw(Picture image, List<DrawnObject> objects) {
        return draw(image, 1, objects);
    }

    /**
     * Draws objects over a frame whose upper left shows their image.
     *
     * @param frame to draw on, which stays as it is
     * @param factor pixels of the frame for one pixel of the image
     * @param objects the surest first, which are drawn over the others
     */
    public Picture draw(Picture frame, double factor, List<DrawnObject> objects) {
        double scale = (double) side / Math.max(frame.width(), frame.height());
        BufferedImage drawing = scaled(frame, scale);
        Graphics2D graphics = drawing.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(Math.max(1, text / LINE)));
        graphics.setFont(FigureTheme.LIGHT.boldLabelFont().deriveFont(text));
        for (DrawnObject object : objects.reversed()) {
            object.mask().ifPresent(mask -> cover(drawing, mask, object, factor * scale));
        }
        for (DrawnObject object : objects.reversed()) {
            outline(graphics, object, drawing, factor * scale);
        }
        graphics.dispose();
        int width = drawing.getWidth();
        int height = drawing.getHeight();
        int[] rgb = drawing.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= 0xffffff;
        }
        return new Picture(frame.name(), width, height, rgb);
    }

    /** Larger ones with visible pixels. */
    private static BufferedImage scaled(Picture frame, double scale) {
        BufferedImage whole =
                new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        whole.setRGB(0, 0, frame.width(), frame.height(), frame.rgb(), 0, frame.width());
        int width = Math.max(1, (int) Math.round(frame.width() * scale));
        int height = Math.max(1, (int) Math.round(frame.height() * scale));
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                scale < 1
                        ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(whole, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static void cover(
            BufferedImage drawing, BinaryMask mask, DrawnObject object, double scale) {
        int colour = ClassColour.of(object.label()).colour().getRGB();
        BoundingBox bounds = Rle.of(mask).box();
        int right = edge(bounds.x() + bounds.width(), scale, drawing.getWidth());
        int below = edge(bounds.y() + bounds.height(), scale, drawing.getHeight());
        for (int y = (int) (bounds.y() * scale); y < below; y++) {
            for (int x = (int) (bounds.x() * scale); x < right; x++) {
                if (mask.at(pixel(x, scale, mask.width()), pixel(y, scale, mask.height()))) {
                    drawing.setRGB(x, y, mixed(drawing.getRGB(x, y), colour));
                }
            }
        }
    }

    /** Where the last pixel ends that begins before a place of the image. */
    private static int edge(double place, double scale, int size) {
        return Math.min(size, (int) Math.ceil(place * scale));
    }

    private static int pixel(int place, double scale, int size) {
        return Math.min(size - 1, (int) (place / scale));
    }

    private static int mixed(int below, int above) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int before = below >> shift & 0xff;
            int wanted = above >> shift & 0xff;
            mixed |= before + (wanted - before) * OPAQUE / 256 << shift;
        }
        return mixed;
    }

    private void outline(
            Graphics2D graphics, DrawnObject object, BufferedImage drawing, double scale) {
        ClassColour colour = ClassColour.of(object.label());
        BoundingBox box = object.box();
        double left = box.x() * scale;
        double top = box.y() * scale;
        graphics.setColor(colour.colour());
        graphics.draw(new Rectangle2D.Double(left, top, box.width() * scale, box.height() * scale));
        FontMetrics metrics = graphics.getFontMetrics();
        double width = metrics.stringWidth(object.words()) + text / 2;
        double height = metrics.getHeight();
        double x = Math.clamp(left, 0, Math.max(0, drawing.getWidth() - width));
        double y = top >= height ? top - height : Math.max(0, top);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
        graphics.setColor(colour.words());
        graphics.drawString(
                object.words(), (float) x + text / 4, (float) (y + metrics.getAscent()));
    }
}
