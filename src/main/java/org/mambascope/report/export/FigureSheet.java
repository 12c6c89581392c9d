package org.mambascope.report.export;

import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A figure as printed: title, caption and subtitle, each in as many lines as it needs, and the
 * chart in the rest.
 *
 * @param figure to draw
 * @param caption of its subject: model, block, layer, images, bits; empty for none
 * @param theme the look
 * @param size of all of it
 */
record FigureSheet(Figure figure, String caption, FigureTheme theme, FigureSize size) {
    private static final int MARGIN = 12;
    private static final int GAP = 4;

    /** Caption and subtitle in one line. */
    String words() {
        return Stream.of(caption, figure.subtitle())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    void draw(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(size.magnification(), size.magnification());
        double width = size.width() / size.magnification();
        double height = size.height() / size.magnification();
        graphics.setPaint(theme.background());
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        double top = MARGIN;
        top = text(graphics, figure.title(), theme.titleFont(), theme.text(), top, width) + 2;
        if (!caption.isEmpty()) {
            top = text(graphics, caption, theme.labelFont(), theme.text(), top, width) + 1;
        }
        top =
                text(graphics, figure.subtitle(), theme.labelFont(), theme.mutedText(), top, width)
                        + GAP;
        figure.chart(theme)
                .draw(
                        graphics,
                        new Rectangle2D.Double(
                                MARGIN / 2.0, top, width - MARGIN, height - top - MARGIN / 2.0));
    }

    /** Writes a text from a height on; returns where it ends. */
    private static double text(
            Graphics2D graphics, String text, Font font, Color colour, double top, double width) {
        graphics.setFont(font);
        graphics.setPaint(colour);
        FontMetrics metrics = graphics.getFontMetrics();
        double bottom = top;
        for (String line : lines(text, metrics, width - 2 * MARGIN)) {
            graphics.drawString(line, MARGIN, (float) bottom + metrics.getAscent());
            bottom += metrics.getAscent() + metrics.getDescent();
        }
        return bottom;
    }

    /** Broken between words; a word that is too long for a line keeps it to itself. */
    private static List<String> lines(String text, FontMetrics metrics, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && metrics.stringWidth(longer) > width) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
