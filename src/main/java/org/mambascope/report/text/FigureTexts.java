package org.mambascope.report.text;

import org.mambascope.base.TextBundle;

import java.util.Locale;

/**
 * The words on figures and in findings, from the bundle {@code org.mambascope.report.text.figures}.
 * Tables keep their English column names, so that files can be read by programs.
 */
public final class FigureTexts {
    private static final TextBundle TEXTS = new TextBundle("org.mambascope.report.text.figures");

    private FigureTexts() {}

    /** Speaks a language from now on, or English where there are no texts in it. */
    public static void speak(Locale language) {
        TEXTS.speak(language);
    }

    /** As {@link TextBundle#inEnglish}: words, numbers and findings alike. */
    public static <T, X extends Exception> T inEnglish(ScopedValue.CallableOp<T, X> work) throws X {
        return TEXTS.inEnglish(work);
    }

    /** Of the words, and of the numbers among them. */
    static Locale language() {
        return TEXTS.language();
    }

    /** As {@link TextBundle#of}. */
    public static String of(String key, Object... arguments) {
        return TEXTS.of(key, arguments);
    }

    /** One thing or several, as {@code 1 image} or {@code 32 images}. */
    public static String counted(long number, String thing) {
        return of(
                "count." + thing + (number == 1 ? ".one" : ".many"),
                NumberFormatting.count(number));
    }
}
