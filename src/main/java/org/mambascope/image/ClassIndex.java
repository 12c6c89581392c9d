package org.mambascope.image;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds a model's class by what a dataset may call it. */
final class ClassIndex {
    static final int NONE = -1;

    private static final Pattern PUNCTUATION = Pattern.compile("[^\\p{L}\\p{N}]");

    private final Map<String, Integer> found = new HashMap<>();

    private ClassIndex() {}

    static ClassIndex of(List<String> names, int logits) {
        ClassIndex index = new ClassIndex();
        boolean imageNet = logits == ImageNetClasses.names().size();
        Map<String, Integer> synonyms = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            put(index.found, names.get(i), i);
            for (String synonym : names.get(i).split(",", -1)) {
                put(synonyms, synonym, i);
            }
            if (imageNet && names.equals(ImageNetClasses.names())) {
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

    /** Number of the class with a name; {@link #NONE} if there is none, or more than one. */
    int find(String name) {
        return found.getOrDefault(plain(name), NONE);
    }

    private static void put(Map<String, Integer> map, String name, int index) {
        map.merge(plain(name), index, (a, b) -> a.equals(b) ? a : Integer.valueOf(NONE));
    }

    private static String plain(String name) {
        return PUNCTUATION.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
