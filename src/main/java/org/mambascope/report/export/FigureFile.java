package org.mambascope.report.export;

import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A figure with its title, subtitle and caption as a file: {@code .svg} and {@code .pdf} of shapes,
 * texts too, so that they look the same without the font; {@code .png} of pixels rendered at their
 * own resolution. The ending of the name chooses.
 */
public final class FigureFile {
    private FigureFile() {}

    /** Writes a figure without a caption: all of the file or nothing. */
    public static void write(Figure figure, FigureTheme theme, FigureSize size, Path file)
            throws IOException {
        write(figure, "", theme, size, file);
    }

    /**
     * Writes all of the file or nothing.
     *
     * @param caption of what the figure is: model, block, layer, images, bits; empty for none
     * @throws Problem for another ending
     */
    public static void write(
            Figure figure, String caption, FigureTheme theme, FigureSize size, Path file)
            throws IOException {
        byte[] content = content(new FigureSheet(figure, caption, theme, size), file);
        AtomicFile.write(file, out -> out.write(content));
    }

    private static byte[] content(FigureSheet sheet, Path file) throws IOException {
        return switch (ending(file)) {
            case "svg" -> svg(sheet).getBytes(StandardCharsets.UTF_8);
            case "pdf" -> pdf(sheet);
            case "png" -> PngFile.encode(image(sheet), sheet.size().dpi());
            default ->
                    throw new Problem(
                            "A figure is saved as .svg, .pdf or .png, but the file's name is \""
                                    + file.getFileName()
                                    + "\": give it one of these endings.");
        };
    }

    private static String ending(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** An SVG document. */
    static String svg(FigureSheet sheet) {
        SvgDrawing drawing =
                SvgDrawing.ofShapes(sheet.size().width(), sheet.size().height(), "figure");
        sheet.draw(drawing.graphics());
        return drawing.document(sheet.figure().title(), sheet.words());
    }

    /** An {@code <svg>} element for a page, as wide as its place, with texts as text. */
    public static String svgElement(Figure figure, FigureTheme theme, FigureSize size, String id) {
        SvgDrawing drawing = SvgDrawing.ofTexts(size.width(), size.height(), id);
        new FigureSheet(figure, "", theme, size).draw(drawing.graphics());
        return drawing.element();
    }

    /** The figure as pixels. */
    static BufferedImage image(FigureSheet sheet) {
        FigureSize size = sheet.size();
        BufferedImage image =
                new BufferedImage(
                        size.pixelWidth(), size.pixelHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(size.scale(), size.scale());
        sheet.draw(graphics);
        graphics.dispose();
        return image;
    }

    private static byte[] pdf(FigureSheet sheet) throws IOException {
        return PdfDrawing.bytes(
                sheet.figure().title(),
                sheet.words(),
                sheet.size().width(),
                sheet.size().height(),
                sheet::draw);
    }
}
