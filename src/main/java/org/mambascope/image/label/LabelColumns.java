package org.mambascope.image.label;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Columns of a file of labels. Columns of indices and boxes need no header; any others are known by
 * their names alone.
 *
 * @param cells in a row
 * @param name of the image
 * @param label of the image
 * @param split part of the dataset that it belongs to; empty if no column says so
 * @param header whether the first row names the columns
 * @param unused names of columns that do not concern classes
 */
record LabelColumns(
        int cells, int name, int label, OptionalInt split, boolean header, List<String> unused) {
    private static final List<String> NAMES =
            List.of(
                    "filename",
                    "filepath",
                    "file",
                    "imagename",
                    "imagepath",
                    "imagefile",
                    "image",
                    "imageid",
                    "img",
                    "path",
                    "fname",
                    "name",
                    "id",
                    "picture",
                    "photo");
    private static final List<String> LABELS =
            List.of(
                    "label",
                    "labels",
                    "class",
                    "category",
                    "target",
                    "classid",
                    "labelid",
                    "categoryid",
                    "classname",
                    "classlabel",
                    "synset",
                    "wnid",
                    "wordnetid",
                    "predictionstring",
                    "groundtruth",
                    "species",
                    "breed",
                    "y");
    private static final List<String> SPLITS =
            List.of("split", "subset", "partition", "set", "usage");
    private static final int BOX = 4;
    private static final int MOST = 64;

    /** The columns of rows; empty where they cannot be told. */
    static Optional<LabelColumns> of(List<LabelRow> rows, ImageNames images) {
        LabelRow first = rows.getFirst();
        if (first.cells().size() > MOST) {
            return Optional.empty();
        }
        return place(first, images).isPresent()
                ? unnamed(first, images)
                : named(first, rows.size() > 1 ? rows.get(1) : first, images);
    }

    private static OptionalInt place(LabelRow row, ImageNames images) {
        List<String> cells = row.cells();
        OptionalInt ending =
                IntStream.range(0, cells.size())
                        .filter(i -> ImageNames.isImage(cells.get(i)))
                        .findFirst();
        return ending.isPresent() || cells.size() < 2
                ? ending
                : IntStream.range(0, cells.size())
                        .filter(i -> images.find(cells.get(i)) != ImageNames.NONE)
                        .findFirst();
    }

    private static Optional<LabelColumns> unnamed(LabelRow row, ImageNames images) {
        List<String> cells = row.cells();
        int name = place(row, images).orElseThrow();
        int behind = cells.size() - name - 1;
        boolean split = behind == 2 && SplitName.of(cells.getLast()).isPresent();
        boolean box =
                behind == 1 + BOX
                        && cells.subList(name + 2, cells.size()).stream()
                                .allMatch(LabelColumns::isNumber);
        int label = behind > 0 ? name + 1 : name - 1;
        int before = Math.min(name, label);
        boolean index = before == 0 || before == 1 && isNumber(cells.getFirst());
        boolean known = behind == 1 || split || box || behind == 0 && name > 0;
        return known && index
                ? Optional.of(
                        new LabelColumns(
                                cells.size(),
                                name,
                                label,
                                split ? OptionalInt.of(cells.size() - 1) : OptionalInt.empty(),
                                false,
                                List.of()))
                : Optional.empty();
    }

    private static Optional<LabelColumns> named(
            LabelRow header, LabelRow example, ImageNames images) {
        List<String> words =
                header.cells().stream()
                        .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))
                        .toList();
        OptionalInt seen = example == header ? OptionalInt.empty() : place(example, images);
        OptionalInt label = first(LABELS, words);
        OptionalInt name = seen.isPresent() ? seen : first(NAMES, words);
        if (words.size() == 2 && name.isPresent() && label.isEmpty()) {
            label = OptionalInt.of(1 - name.getAsInt());
        }
        if (name.isEmpty() || label.isEmpty() || name.getAsInt() == label.getAsInt()) {
            return Optional.empty();
        }
        OptionalInt split = first(SPLITS, words);
        int[] used = {name.getAsInt(), label.getAsInt(), split.orElse(-1)};
        List<String> unused =
                IntStream.range(0, words.size())
                        .filter(i -> Arrays.stream(used).noneMatch(column -> column == i))
                        .mapToObj(i -> header.cells().get(i))
                        .filter(word -> !word.isEmpty())
                        .toList();
        return Optional.of(new LabelColumns(words.size(), used[0], used[1], split, true, unused));
    }

    private static OptionalInt first(List<String> known, List<String> words) {
        return known.stream().mapToInt(words::indexOf).filter(place -> place >= 0).findFirst();
    }

    /** Returns true if a row names columns of labels alone. */
    static boolean isHeader(String text) {
        return LABELS.contains(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The label of a row, without the boxes that may follow it. */
    String label(LabelRow row) {
        String cell = row.cells().get(label);
        String[] words = cell.split("\\s+");
        boolean boxes =
                words.length % (1 + BOX) == 0
                        && Arrays.stream(words, 1, 1 + BOX).allMatch(LabelColumns::isNumber);
        return boxes ? words[0] : cell;
    }
}
