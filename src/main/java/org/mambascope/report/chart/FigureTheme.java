package org.mambascope.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.util.stream.Stream;

/**
 * The look of all figures: the same colour for the same thing everywhere. Text and lines that carry
 * meaning contrast with the background by WCAG's AA ratios (4.5 for text, 3 for marks).
 *
 * @param name as users choose it
 * @param background around the plot
 * @param plotBackground behind the data
 * @param text titles and the selection
 * @param mutedText subtitles, axis labels, ticks
 * @param grid grid lines
 * @param axis axis lines
 * @param series bars
 * @param accent lines over bands
 * @param warm exceptional values: outliers, thresholds, quantisation levels
 * @param classToken the class token
 * @param band ranges
 * @param fontFamily of all text
 * @param titleSize in points of 1/72 inch, as are the others
 * @param labelSize subtitles and direct labels
 * @param tickSize ticks and axis names
 */
public record FigureTheme(
        String name,
        Color background,
        Color plotBackground,
        Color text,
        Color mutedText,
        Color grid,
        Color axis,
        Color series,
        Color accent,
        Color warm,
        Color classToken,
        Color band,
        String fontFamily,
        float titleSize,
        float labelSize,
        float tickSize) {

    /** Dark on white, for paper too. */
    public static final FigureTheme LIGHT =
            new FigureTheme(
                    "light",
                    new Color(0xffffff),
                    new Color(0xffffff),
                    new Color(0x1c2128),
                    new Color(0x626b78),
                    new Color(0xebedf1),
                    new Color(0xc9cdd4),
                    new Color(0x7397b1),
                    new Color(0x2a6f97),
                    new Color(0xc4501b),
                    new Color(0xa8288f),
                    new Color(0xdde8ee),
                    installedSans(),
                    14,
                    11,
                    10);

    /** Light on near-black. */
    public static final FigureTheme DARK =
            new FigureTheme(
                    "dark",
                    new Color(0x1e2228),
                    new Color(0x1e2228),
                    new Color(0xe8eaed),
                    new Color(0x9ba4b0),
                    new Color(0x292e35),
                    new Color(0x4a515b),
                    new Color(0x5f8aa6),
                    new Color(0x6db3dc),
                    new Color(0xf08a54),
                    new Color(0xd977c8),
                    new Color(0x30434f),
                    LIGHT.fontFamily(),
                    LIGHT.titleSize(),
                    LIGHT.labelSize(),
                    LIGHT.tickSize());

    /** Copy with another font. */
    public FigureTheme withFontFamily(String family) {
        return new FigureTheme(
                name,
                background,
                plotBackground,
                text,
                mutedText,
                grid,
                axis,
                series,
                accent,
                warm,
                classToken,
                band,
                family,
                titleSize,
                labelSize,
                tickSize);
    }

    /** Copy with larger or smaller texts. */
    public FigureTheme withTextScale(double scale) {
        return new FigureTheme(
                name,
                background,
                plotBackground,
                text,
                mutedText,
                grid,
                axis,
                series,
                accent,
                warm,
                classToken,
                band,
                fontFamily,
                (float) (titleSize * scale),
                (float) (labelSize * scale),
                (float) (tickSize * scale));
    }

    /** For many lines over each other. */
    public Color overlaid() {
        return new Color(accent.getRed(), accent.getGreen(), accent.getBlue(), 110);
    }

    public Font titleFont() {
        return new Font(fontFamily, Font.BOLD, 1).deriveFont(titleSize);
    }

    public Font labelFont() {
        return new Font(fontFamily, Font.PLAIN, 1).deriveFont(labelSize);
    }

    public Font boldLabelFont() {
        return new Font(fontFamily, Font.BOLD, 1).deriveFont(labelSize);
    }

    Font tickFont() {
        return new Font(fontFamily, Font.PLAIN, 1).deriveFont(tickSize);
    }

    /** A font that AWT lacks comes back under another family's name. */
    private static String installedSans() {
        return Stream.of("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans")
                .filter(family -> new Font(family, Font.PLAIN, 12).getFamily().equals(family))
                .findFirst()
                .orElse(Font.SANS_SERIF);
    }
}
