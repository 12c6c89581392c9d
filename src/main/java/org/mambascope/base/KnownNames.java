package org.mambascope.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names that a file or an option may use. A name outside the list is refused together with the
 * known name that is spelled most alike, so that a typing error is never passed over.
 *
 * @param kind the noun for one such name, as {@code argument of Vim}
 * @param names sorted
 */
public record KnownNames(String kind, List<String> names) {
    /** Up to so many names are listed when none is spelled alike. */
    private static final int LISTED = 16;

    public KnownNames {
        names = List.copyOf(new TreeSet<>(names));
    }

    /** The known names of one kind. */
    public static KnownNames of(String kind, Collection<String> names) {
        return new KnownNames(kind, List.copyOf(names));
    }

    /** Returns true if a name is known, exactly as it is written. */
    public boolean contains(String name) {
        return names.contains(name);
    }

    /** The known name that is spelled most alike; empty if none is near enough to be meant. */
    public Optional<String> nearest(String name) {
        String wanted = plain(name);
        return names.stream()
                .filter(known -> near(wanted, plain(known)))
                .min(Comparator.comparingInt(known -> distance(wanted, plain(known))));
    }

    /**
     * Refuses every name that is not known.
     *
     * @param place file and path of the names, as {@code vim.json: config}
     * @throws Problem for the first unknown name
     */
    public void require(Collection<String> found, String place) {
        for (String name : found) {
            if (!contains(name)) {
                throw unknown(name, place);
            }
        }
    }

    /** The refusal of an unknown name; {@code place} may be empty. */
    public Problem unknown(String name, String place) {
        String where = place.isEmpty() ? "" : place + ": ";
        return new Problem("%s“%s” is not a known %s: %s".formatted(where, name, kind, hint(name)));
    }

    private String hint(String name) {
        return nearest(name)
                .map(known -> "did you mean %s?".formatted(known))
                .orElseGet(
                        () ->
                                names.size() > LISTED
                                        ? "the known ones include %s."
                                                .formatted(listed(names.subList(0, LISTED)))
                                        : names.isEmpty()
                                                ? "there are none here."
                                                : "known are %s.".formatted(listed(names)));
    }

    private static String listed(List<String> names) {
        return names.stream().collect(Collectors.joining(", "));
    }

    /** Letter case, hyphens and underscores do not make two names differ. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
    }

    /** A third of the letters may differ, or one name may be the beginning of the other. */
    private static boolean near(String wanted, String known) {
        int longer = Math.max(wanted.length(), known.length());
        boolean begins =
                wanted.length() >= 3 && (known.startsWith(wanted) || wanted.startsWith(known));
        return begins || 3 * distance(wanted, known) <= longer;
    }

    /**
     * Damerau's and Levenshtein's distance: insertions, deletions and replacements of one letter,
     * and neighbours that changed places.
     */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] =
                        i == 0 || j == 0
                                ? i + j
                                : Math.min(
                                        Math.min(steps[i - 1][j], steps[i][j - 1]) + 1,
                                        steps[i - 1][j - 1]
                                                + (one.charAt(i - 1) == other.charAt(j - 1)
                                                        ? 0
                                                        : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[one.length()][other.length()];
    }
}
