package org.mambascope.report;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words on figures and in findings, from the bundle {@code org.mambascope.report.figures}:
 * English unless another language is spoken. Numbers keep the decimal point in every language, and
 * tables their English column names, so that files can be read by programs.
 */
public final class FigureTexts {
    private static final String BUNDLE = "org.mambascope.report.figures";

    /** Read by every thread, written once on the start. */
    private static volatile ResourceBundle bundle = in(Locale.ENGLISH);

    private FigureTexts() {}

    /** Speaks a language from now on, or English where there are no texts in it. */
    public static void speak(Locale language) {
        bundle = in(language);
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
    static String of(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : String.format(Locale.ENGLISH, text, arguments);
    }

    /** One thing or several, as {@code 1 image} or {@code 32 images}. */
    static String counted(long number, String thing) {
        return of(
                "count." + thing + (number == 1 ? ".one" : ".many"),
                NumberFormatting.count(number));
    }
}
