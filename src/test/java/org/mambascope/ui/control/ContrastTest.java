package org.mambascope.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WCAG 2.2, level AA: 4.5 for text, 3 for marks and the borders that show the focus. */
class ContrastTest {
    @DisplayName("texts and marks stand out from what lies behind them")
    @ParameterizedTest(name = "{0}: {1} on {2}")
    @CsvSource({
        "-color-fg-default, -color-bg-default, 4.5",
        "-color-fg-default, -scope-workspace, 4.5",
        "-color-fg-default, -color-accent-subtle, 4.5",
        "-color-fg-default, -scope-notice, 4.5",
        "-color-fg-default, -scope-hover, 4.5",
        "-color-fg-muted, -color-bg-default, 4.5",
        "-color-fg-muted, -color-bg-subtle, 4.5",
        "-color-fg-muted, -scope-workspace, 4.5",
        "-color-fg-muted, -scope-hover, 4.5",
        "-color-fg-muted, -color-accent-subtle, 4.5",
        "-color-accent-fg, -color-bg-default, 4.5",
        "-color-accent-fg, -color-accent-subtle, 4.5",
        "-scope-warm, -color-bg-default, 4.5",
        "-color-accent-emphasis, -color-bg-default, 3",
        "-color-accent-emphasis, -scope-workspace, 3",
        "-color-success-fg, -color-bg-default, 3",
        "-scope-bar, -color-bg-default, 3",
        "-scope-bar, -color-accent-subtle, 2.5",
        "-scope-selection, -color-bg-default, 3"
    })
    void standsOut(String front, String back, double least) throws IOException {
        for (String look : new String[] {"light", "dark"}) {
            String style = style(look);
            assertThat(ratio(colour(style, front), colour(style, back)))
                    .as(look)
                    .isGreaterThanOrEqualTo(least);
        }
    }

    private static double ratio(int first, int second) {
        double a = luminance(first);
        double b = luminance(second);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255)
                + 0.7152 * linear(rgb >> 8 & 255)
                + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int colour(String style, String name) {
        Matcher matcher =
                Pattern.compile("^\\s*" + name + ": #([0-9a-f]{6});", Pattern.MULTILINE)
                        .matcher(style);
        assertThat(matcher.find()).as(name).isTrue();
        return Integer.parseInt(matcher.group(1), 16);
    }

    private static String style(String look) throws IOException {
        try (var in =
                ContrastTest.class.getResourceAsStream("/org/mambascope/ui/" + look + ".css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
