package org.mambascope.image.label;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A part of a dataset, known by the usual spellings of its name, as {@code valid_set}. */
public enum SplitName {
    TRAIN("training"),
    VALIDATION("validation"),
    TEST("test");

    private static final Map<String, SplitName> WORDS =
            Map.ofEntries(
                    Map.entry("train", TRAIN),
                    Map.entry("training", TRAIN),
                    Map.entry("trn", TRAIN),
                    Map.entry("val", VALIDATION),
                    Map.entry("valid", VALIDATION),
                    Map.entry("validation", VALIDATION),
                    Map.entry("dev", VALIDATION),
                    Map.entry("development", VALIDATION),
                    Map.entry("eval", VALIDATION),
                    Map.entry("evaluation", VALIDATION),
                    Map.entry("test", TEST),
                    Map.entry("testing", TEST),
                    Map.entry("tst", TEST));

    /** Words that may accompany a split's name without changing its meaning. */
    private static final Set<String> GENERIC =
            Set.of(
                    "set",
                    "split",
                    "data",
                    "dataset",
                    "images",
                    "image",
                    "imgs",
                    "img",
                    "seg",
                    "pictures",
                    "photos",
                    "jpegimages");

    private final String words;

    SplitName(String words) {
        this.words = words;
    }

    /** As {@code training}. */
    public String words() {
        return words;
    }

    /** The part that a name means; empty if it is not the name of a part. */
    public static Optional<SplitName> of(String name) {
        List<String> words = words(name);
        List<String> meaning = words.stream().filter(word -> !GENERIC.contains(word)).toList();
        return meaning.size() == 1
                ? Optional.ofNullable(WORDS.get(withoutGeneric(meaning.getFirst())))
                : Optional.empty();
    }

    /** Returns true if a folder's name says only that images are in it. */
    public static boolean isGeneric(String name) {
        List<String> words = words(name);
        return !words.isEmpty() && GENERIC.containsAll(words);
    }

    /** Words of a name, digits and signs between them left out. */
    private static List<String> words(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** {@code trainset} is {@code train}. */
    private static String withoutGeneric(String word) {
        return GENERIC.stream()
                .filter(word::endsWith)
                .map(end -> word.substring(0, word.length() - end.length()))
                .filter(WORDS::containsKey)
                .findFirst()
                .orElse(word);
    }
}
