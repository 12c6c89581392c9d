package org.mambascope.report;

import org.mambascope.base.AtomicFile;
import org.mambascope.base.Problem;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A figure with its title and subtitle as a file: {@code .svg} and {@code .pdf} of shapes, {@code
 * .png} of pixels rendered at their own resolution. The ending of the name chooses.
 */
public final class FigureFile {
    private static final int MARGIN = 12;

    private FigureFile() {}

    /**
     * Writes all of the file or nothing.
     *
     * @throws Problem for another ending
     */
    public static void write(Figure figure, FigureTheme theme, FigureSize size, Path file)
            throws IOException {
        byte[] content = content(figure, theme, size, file);
        AtomicFile.write(file, out -> out.write(content));
    }

    private static byte[] content(Figure figure, FigureTheme theme, FigureSize size, Path file)
            throws IOException {
        return switch (ending(file)) {
            case "svg" -> svg(figure, theme, size).getBytes(StandardCharsets.UTF_8);
            case "pdf" -> pdf(figure, theme, size);
            case "png" -> PngFile.encode(image(figure, theme, size), size.dpi());
            default ->
                    throw new Problem(
                            "A figure is saved as .svg, .pdf or .png, but the file's name is \""
                                    + file.getFileName()
                                    + "\". Give it one of these endings.");
        };
    }

    private static String ending(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** An SVG document. */
    static String svg(Figure figure, FigureTheme theme, FigureSize size) {
        return drawing(figure, theme, size, "figure").document();
    }

    /** An {@code <svg>} element for a page, as wide as its place. */
    static String svgElement(Figure figure, FigureTheme theme, FigureSize size, String id) {
        return drawing(figure, theme, size, id).element();
    }

    private static SvgDrawing drawing(
            Figure figure, FigureTheme theme, FigureSize size, String id) {
        SvgDrawing drawing = new SvgDrawing(size.width(), size.height(), id);
        draw(drawing.graphics(), figure, theme, size.width(), size.height());
        return drawing;
    }

    /** The figure as pixels. */
    static BufferedImage image(Figure figure, FigureTheme theme, FigureSize size) {
        BufferedImage image =
                new BufferedImage(
                        size.pixelWidth(), size.pixelHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(size.scale(), size.scale());
        draw(graphics, figure, theme, size.width(), size.height());
        graphics.dispose();
        return image;
    }

    private static byte[] pdf(Figure figure, FigureTheme theme, FigureSize size)
            throws IOException {
        return PdfDrawing.bytes(
                figure.title(),
                size.width(),
                size.height(),
                graphics -> draw(graphics, figure, theme, size.width(), size.height()));
    }

    private static void draw(
            Graphics2D graphics, Figure figure, FigureTheme theme, int width, int height) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setPaint(theme.background());
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        double top = MARGIN;
        top += line(graphics, figure.title(), theme.titleFont(), theme.text(), top);
        top += line(graphics, figure.subtitle(), theme.labelFont(), theme.mutedText(), top + 2) + 4;
        figure.chart(theme)
                .draw(
                        graphics,
                        new Rectangle2D.Double(
                                MARGIN / 2.0, top, width - MARGIN, height - top - MARGIN / 2.0));
    }

    private static double line(
            Graphics2D graphics, String text, Font font, Color colour, double top) {
        graphics.setFont(font);
        graphics.setPaint(colour);
        var metrics = graphics.getFontMetrics();
        graphics.drawString(text, MARGIN, (float) top + metrics.getAscent());
        return metrics.getAscent() + metrics.getDescent();
    }
}
