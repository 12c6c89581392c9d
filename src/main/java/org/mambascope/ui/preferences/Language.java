package org.mambascope.ui.preferences;

import java.util.Locale;

/** The languages that the window speaks. */
public enum Language {
    SYSTEM,
    ENGLISH,
    GERMAN;

    /** Where the system's language is not spoken, it is English. */
    public Locale locale() {
        return switch (this) {
            case SYSTEM -> Locale.getDefault(Locale.Category.DISPLAY);
            case ENGLISH -> Locale.ENGLISH;
            case GERMAN -> Locale.GERMAN;
        };
    }
}
