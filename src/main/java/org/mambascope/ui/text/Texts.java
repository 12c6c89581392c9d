package org.mambascope.ui.text;

import java.util.Locale;
import java.util.ResourceBundle;

/** The window's texts, from the bundle {@code org.mambascope.ui.texts}. */
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("org.mambascope.ui.texts", Locale.ENGLISH);

    private Texts() {}

    /**
     * The text of a key, with {@code arguments} put in as {@link String#format} does.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public static String of(String key, Object... arguments) {
        String text = BUNDLE.getString(key);
        return arguments.length == 0 ? text : String.format(Locale.ENGLISH, text, arguments);
    }
}
