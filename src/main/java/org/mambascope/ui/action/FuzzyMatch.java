package org.mambascope.ui.action;

import java.util.Locale;
import java.util.OptionalInt;

/** How well a few letters stand for a text: they must occur in it in their order. */
final class FuzzyMatch {
    private static final int WORD_START = 8;
    private static final int NEIGHBOUR = 5;
    private static final int LETTER = 1;

    private FuzzyMatch() {}

    /**
     * The score of the best way to find the letters in a text: starts of words and neighbouring
     * letters count more, and of equals the shorter text wins. Empty if they do not occur.
     */
    static OptionalInt score(String letters, String text) {
        String pattern = letters.toLowerCase(Locale.ROOT).replace(" ", "");
        String lower = text.toLowerCase(Locale.ROOT);
        if (pattern.isEmpty()) {
            return OptionalInt.of(0);
        }
        // best[j]: the best score of the pattern so far whose last letter stands at j.
        int[] best = new int[lower.length()];
        for (int i = 0; i < pattern.length(); i++) {
            int[] next = new int[lower.length()];
            int reached = 0;
            for (int j = 0; j < lower.length(); j++) {
                int neighbour = j > 0 && i > 0 && best[j - 1] > 0 ? best[j - 1] + NEIGHBOUR : 0;
                int before = Math.max(reached, neighbour);
                if (lower.charAt(j) == pattern.charAt(i) && (i == 0 || before > 0)) {
                    next[j] = before + LETTER + (startsWord(lower, j) ? WORD_START : 0);
                }
                reached = Math.max(reached, best[j]);
            }
            best = next;
        }
        int largest = 0;
        for (int score : best) {
            largest = Math.max(largest, score);
        }
        return largest == 0 ? OptionalInt.empty() : OptionalInt.of(largest * 100 - text.length());
    }

    private static boolean startsWord(String text, int index) {
        return index == 0 || !Character.isLetterOrDigit(text.charAt(index - 1));
    }
}
