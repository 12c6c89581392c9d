package org.mambascope.ui.look;

import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps complaints about JavaFX's own stylesheet from the console: it looks up the colours of a
 * list before the list that drops down is part of a window, complains by the dozen, and resolves
 * them a moment later. Complaints about any other stylesheet stay.
 */
public final class StyleWarnings {
    private static final String OWN_STYLESHEET = "/modena/modena.bss";

    /** Held, since the system forgets loggers that nobody holds, and their filters. */
    private static final Logger STYLES = Logger.getLogger("javafx.css");

    private StyleWarnings() {}

    /** From now on. */
    public static void install() {
        STYLES.setFilter(StyleWarnings::isWorthSaying);
    }

    static boolean isWorthSaying(LogRecord logged) {
        return !String.valueOf(logged.getMessage()).contains(OWN_STYLESHEET);
    }
}
