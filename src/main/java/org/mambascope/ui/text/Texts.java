package org.mambascope.ui.text;

import org.mambascope.report.FigureTexts;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The window's texts, from the bundle {@code org.mambascope.ui.texts}: English unless another
 * language is spoken. Figures keep the decimal point in every language, as they do in files.
 */
public final class Texts {
    private static final String BUNDLE = "org.mambascope.ui.texts";

    /** Read by every thread, written once on the start. */
    private static volatile ResourceBundle bundle = in(Locale.ENGLISH);

    private Texts() {}

    /** Speaks a language from now on, or English where there are no texts in it. */
    public static void speak(Locale language) {
        bundle = in(language);
        FigureTexts.speak(language);
    }

    private static ResourceBundle in(Locale language) {
        return ResourceBundle.getBundle(
                BUNDLE,
                language,
                ResourceBundle.Control.getNoFallbackControl(
                        ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The text of a key, with {@code arguments} put in as {@link String#format} does.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String of(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : String.format(Locale.ENGLISH, text, arguments);
    }
}
