package org.mambascope.image.label;

import org.mambascope.base.KnownNames;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds a model's class by what a dataset may call it. */
final class ClassIndex {
    static final int NONE = -1;

    private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{N}]");

    private final List<String> names;
    private final Map<String, Integer> found = new HashMap<>();

    private ClassIndex(List<String> names) {
        this.names = names;
    }

    static ClassIndex of(List<String> names, int logits) {
        ClassIndex index = new ClassIndex(names);
        boolean imageNet = isImageNet(names, logits);
        Map<String, Integer> synonyms = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            put(index.found, names.get(i), i);
            for (String synonym : names.get(i).split(",", -1)) {
                put(synonyms, synonym, i);
            }
            if (imageNet) {
                for (String synonym : ImageNetClasses.synonyms(i)) {
                    put(synonyms, synonym, i);
                }
            }
        }
        synonyms.forEach(index.found::putIfAbsent);
        if (imageNet) {
            for (int i = 0; i < logits; i++) {
                index.found.putIfAbsent(ImageNetClasses.wordNetIds().get(i), i);
            }
        }
        return index;
    }

    /** Returns true if names are ImageNet's in its order, or unknown and of the same number. */
    private static boolean isImageNet(List<String> names, int logits) {
        return logits == ImageNetClasses.names().size()
                && (names.isEmpty()
                        || IntStream.range(0, logits)
                                        .filter(i -> isImageNetClass(names.get(i), i))
                                        .count()
                                > logits / 2);
    }

    private static boolean isImageNetClass(String name, int index) {
        String first = plain(name.split(",", -1)[0]);
        return first.equals(ImageNetClasses.wordNetIds().get(index))
                || ImageNetClasses.synonyms(index).stream().anyMatch(s -> plain(s).equals(first));
    }

    /** Number of the class with a name; {@link #NONE} if there is none, or more than one. */
    int find(String name) {
        return found.getOrDefault(plain(name), NONE);
    }

    /** The class whose name is spelled most alike. */
    Optional<String> nearest(String name) {
        return KnownNames.of("class", names).nearest(name);
    }

    private static void put(Map<String, Integer> map, String name, int index) {
        map.merge(plain(name), index, (a, b) -> a.equals(b) ? a : Integer.valueOf(NONE));
    }

    private static String plain(String name) {
        return PUNCTUATION.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
