package org.mambascope.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.scene.Scene;

import org.mambascope.report.chart.FigureTheme;

import java.util.Locale;

/** Looks of the window: base stylesheet, own colours, and figures that go with them. */
public enum Theme {
    LIGHT,
    DARK;

    /** Dresses a scene. */
    public void dress(Scene scene) {
        String base =
                switch (this) {
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                };
        scene.setUserAgentStylesheet(base);
        scene.getStylesheets()
                .setAll(stylesheet(name().toLowerCase(Locale.ROOT)), stylesheet("window"));
    }

    private static String stylesheet(String name) {
        return Theme.class.getResource("/org/mambascope/ui/" + name + ".css").toExternalForm();
    }

    /** The figures' look. */
    public FigureTheme figures() {
        FigureTheme theme =
                switch (this) {
                    case LIGHT -> FigureTheme.LIGHT;
                    case DARK -> FigureTheme.DARK;
                };
        return theme.withFontFamily(Typeface.forFigures());
    }
}
