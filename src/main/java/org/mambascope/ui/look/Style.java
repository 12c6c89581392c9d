package org.mambascope.ui.look;

import javafx.scene.Scene;

import org.mambascope.report.chart.FigureTheme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * How bright the window is and how large its texts are.
 *
 * @param look light or dark
 * @param zoom of all texts, 0.75 … 1.5; 1 is 13 pixels
 */
public record Style(Theme look, double zoom) {
    private static final double TEXT = 13;
    private static final double ICON = 16;

    /** Dresses a scene. */
    public void dress(Scene scene) {
        look.dress(scene);
        scene.getStylesheets().add(textSize());
    }

    /**
     * A rule for every node, because JavaFX keeps sizes in em of nodes whose rules stay the same.
     */
    private String textSize() {
        String rule =
                String.format(
                        Locale.ROOT,
                        ".root{-fx-font-size:%1$.2fpx;} *{-scope-text-size:%1$.2fpx;}"
                                + " .ikonli-font-icon{-fx-icon-size:%2$.0fpx;}",
                        TEXT * zoom,
                        ICON * zoom);
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(rule.getBytes(StandardCharsets.UTF_8));
    }

    /** The figures' look. */
    public FigureTheme figures() {
        return look.figures().withTextScale(zoom);
    }
}
