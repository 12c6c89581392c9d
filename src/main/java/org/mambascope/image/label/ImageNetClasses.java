package org.mambascope.image.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The 1000 classes of ILSVRC 2012 in the order of models' logits: that of their WordNet ids. */
public final class ImageNetClasses {
    private static final List<String[]> ROWS = read();
    private static final List<String> IDS = ROWS.stream().map(row -> row[0]).toList();
    private static final List<String> NAMES = shortNames();

    private ImageNetClasses() {}

    /** A name per class: its first, or all of them where another class has the same first. */
    public static List<String> names() {
        return NAMES;
    }

    /** WordNet ids, as {@code n01440764}. */
    public static List<String> wordNetIds() {
        return IDS;
    }

    /** All names of a class, most usual first. */
    public static List<String> synonyms(int index) {
        return List.of(ROWS.get(index)[1].split(", "));
    }

    private static List<String> shortNames() {
        Map<String, Long> uses =
                IntStream.range(0, ROWS.size())
                        .mapToObj(index -> synonyms(index).getFirst().toLowerCase(Locale.ROOT))
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        return IntStream.range(0, ROWS.size()).mapToObj(index -> shortName(index, uses)).toList();
    }

    private static String shortName(int index, Map<String, Long> uses) {
        String first = synonyms(index).getFirst();
        return uses.get(first.toLowerCase(Locale.ROOT)) == 1 ? first : ROWS.get(index)[1];
    }

    private static List<String[]> read() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                ImageNetClasses.class.getResourceAsStream("imagenet-classes.tsv"),
                                StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split("\t")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
