package org.mambascope.ui.text;

import org.mambascope.base.TextBundle;
import org.mambascope.report.text.FigureTexts;

import java.util.Locale;

/** The window's texts, from the bundle {@code org.mambascope.ui.texts}. */
public final class Texts {
    private static final TextBundle TEXTS = new TextBundle("org.mambascope.ui.texts");

    private Texts() {}

    /** Speaks a language from now on, also on figures; English where there are no texts in it. */
    public static void speak(Locale language) {
        TEXTS.speak(language);
        FigureTexts.speak(language);
    }

    /** As {@link TextBundle#of}. */
    public static String of(String key, Object... arguments) {
        return TEXTS.of(key, arguments);
    }
}
