package org.mambascope.base;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Texts of a resource bundle: English unless another language is spoken. Numbers keep the decimal
 * point in every language, as they do in files.
 */
public final class TextBundle {
    private final String name;

    /** Read by every thread, written once on the start. */
    private volatile ResourceBundle texts;

    /** A bundle by its name, as {@code org.mambascope.ui.texts}. */
    public TextBundle(String name) {
        this.name = name;
        speak(Locale.ENGLISH);
    }

    /** Speaks a language from now on, or English where there are no texts in it. */
    public void speak(Locale language) {
        texts =
                ResourceBundle.getBundle(
                        name,
                        language,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The text of a key, with {@code arguments} put in as {@link String#format} does.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String of(String key, Object... arguments) {
        String text = texts.getString(key);
        return arguments.length == 0 ? text : String.format(Locale.ENGLISH, text, arguments);
    }
}
