package org.mambascope.base;

/**
 * Text from files as it can be shown: control characters, with which a name could rule a terminal
 * or break a page, become {@code �}.
 */
public final class Printable {
    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {}

    /** The text in one line: ends of lines and tabs become spaces. */
    public static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(c == '\n' || c == '\t' ? ' ' : isControl(c) ? REPLACEMENT : c);
        }
        return shown.toString();
    }

    /** C0, C1, separators of lines, and marks that turn the direction of what follows. */
    public static boolean isControl(char c) {
        return Character.isISOControl(c)
                || c >= '\u2028' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069';
    }
}
