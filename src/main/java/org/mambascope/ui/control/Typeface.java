package org.mambascope.ui.control;

import com.formdev.flatlaf.fonts.inter.FlatInterFont;

import javafx.scene.text.Font;

import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Brings Inter, so that the window and its figures look the same on every system. */
public final class Typeface {
    /** As stylesheets and figures name it. */
    public static final String FAMILY = FlatInterFont.FAMILY;

    private static final List<String> FILES =
            List.of(
                    FlatInterFont.STYLE_REGULAR,
                    FlatInterFont.STYLE_SEMIBOLD,
                    FlatInterFont.STYLE_BOLD);

    private Typeface() {}

    /** Makes the typeface known to the window, and to AWT, which measures figures' labels. */
    public static void load() {
        for (String file : FILES) {
            try (InputStream forWindow = FlatInterFont.class.getResourceAsStream(file);
                    InputStream forFigures = FlatInterFont.class.getResourceAsStream(file)) {
                Font.loadFont(forWindow, 12);
                GraphicsEnvironment.getLocalGraphicsEnvironment()
                        .registerFont(
                                java.awt.Font.createFont(java.awt.Font.TRUETYPE_FONT, forFigures));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FontFormatException e) {
                throw new IllegalStateException(file, e);
            }
        }
    }
}
