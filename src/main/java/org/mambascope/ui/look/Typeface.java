package org.mambascope.ui.look;

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
    /** As stylesheets name it. */
    public static final String FAMILY = FlatInterFont.FAMILY;

    private static final List<String> FILES =
            List.of(
                    FlatInterFont.STYLE_REGULAR,
                    FlatInterFont.STYLE_SEMIBOLD,
                    FlatInterFont.STYLE_BOLD);

    private Typeface() {}

    /** Makes the typeface known to the window. */
    public static void load() {
        read(file -> Font.loadFont(file, 12));
    }

    /**
     * The family's name for figures. The first call makes it known to AWT, which measures their
     * labels: that takes a moment, so the window asks once in the background after it has opened.
     */
    public static String forFigures() {
        return ForFigures.NAME;
    }

    /** Initialised once, by whoever asks first; others wait. */
    private static final class ForFigures {
        static final String NAME = register();

        private static String register() {
            read(
                    file ->
                            GraphicsEnvironment.getLocalGraphicsEnvironment()
                                    .registerFont(
                                            java.awt.Font.createFont(
                                                    java.awt.Font.TRUETYPE_FONT, file)));
            return FAMILY;
        }
    }

    @FunctionalInterface
    private interface FontReader {
        void read(InputStream file) throws IOException, FontFormatException;
    }

    private static void read(FontReader reader) {
        for (String name : FILES) {
            try (InputStream file = FlatInterFont.class.getResourceAsStream(name)) {
                reader.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FontFormatException e) {
                throw new IllegalStateException(name, e);
            }
        }
    }
}
