package org.mambascope.image.label;

import org.mambascope.base.Problem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Labels of images from a file: lines of image and label, separated by tabs, commas, semicolons or
 * spaces, as ImageNet, Tiny ImageNet, Kaggle and tables of {@code name,label,split} have them; or
 * one label a line in the order of the images' names. A name may have a path before it, or lack its
 * ending.
 *
 * @param labels for each image; empty where there is none
 * @param splits for each image its part of the dataset; empty if the file gives none
 * @param notes on the file, a sentence each
 */
public record LabelFile(List<String> labels, List<Optional<SplitName>> splits, List<String> notes) {
    private static final String DEVELOPMENT_KIT = "ILSVRC2012_validation_ground_truth.txt";
    private static final List<String> STEMS =
            List.of(
                    "labels",
                    "val",
                    "val_annotations",
                    "val_labels",
                    "test",
                    "test_labels",
                    "train",
                    "train_labels",
                    "trainLabels",
                    "annotations",
                    "LOC_val_solution",
                    "LOC_train_solution",
                    "ground_truth");

    /** The file of labels in a folder. */
    public static Optional<Path> in(Path folder) {
        Stream<String> names =
                STEMS.stream().flatMap(stem -> Stream.of(".txt", ".csv", ".tsv").map(stem::concat));
        return Stream.concat(names, Stream.of(DEVELOPMENT_KIT))
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Returns true if a file begins with the name of an image and its label. */
    public static boolean namesImages(Path file, List<String> images) {
        ImageNames names = new ImageNames(images);
        List<String> lines = TextFile.text(file).lines().filter(l -> !l.isBlank()).toList();
        return !lines.isEmpty() && rows(lines, names).isPresent();
    }

    /**
     * Reads a file of labels.
     *
     * @param images paths from the folder, in the order of their names
     * @throws Problem naming the first line that is not understood
     */
    public static LabelFile read(Path file, List<String> images) {
        ImageNames names = new ImageNames(images);
        List<String> lines = TextFile.text(file).lines().toList();
        Optional<Rows> rows = rows(lines, names);
        return rows.isPresent()
                ? named(file, rows.get(), images.size(), names)
                : inOrder(file, lines, images.size());
    }

    private record Rows(LabelColumns columns, List<LabelRow> rows) {}

    /** Cells by the first separator that makes columns of the first lines. */
    private static Optional<Rows> rows(List<String> lines, ImageNames names) {
        for (LabelRow.Separator separator : LabelRow.Separator.values()) {
            List<LabelRow> rows = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                    rows.add(LabelRow.of(i + 1, lines.get(i), separator, names));
                }
            }
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            Optional<LabelColumns> columns = LabelColumns.of(rows, names);
            if (columns.isPresent()) {
                return Optional.of(new Rows(columns.get(), rows));
            }
        }
        return Optional.empty();
    }

    private static LabelFile named(Path file, Rows found, int images, ImageNames names) {
        LabelColumns columns = found.columns();
        String[] labels = new String[images];
        List<Optional<SplitName>> splits = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            splits.add(Optional.empty());
        }
        int unknown = 0;
        for (LabelRow row : found.rows().subList(columns.header() ? 1 : 0, found.rows().size())) {
            if (row.cells().size() != columns.cells()) {
                throw notUnderstood(file, row);
            }
            String name = row.cells().get(columns.name());
            int image = names.find(name);
            if (image == ImageNames.SEVERAL) {
                throw problem(file, row, "the path of one image, since several have this name");
            }
            if (image == ImageNames.NONE) {
                if (!columns.header() && !ImageNames.isImage(name)) {
                    throw notUnderstood(file, row);
                }
                unknown++;
                continue;
            }
            String label = columns.label(row);
            if (labels[image] != null && !labels[image].equals(label)) {
                throw problem(file, row, "one label for each image, “%s”".formatted(labels[image]));
            }
            labels[image] = label;
            columns.split().ifPresent(at -> splits.set(image, SplitName.of(row.cells().get(at))));
        }
        List<String> all = Arrays.stream(labels).map(l -> l == null ? "" : l).toList();
        if (all.stream().allMatch(String::isEmpty)) {
            throw new Problem(
                    "The labels file %s names none of the folder's %d images, with “%s” in its line %d: name images as their files are."
                            .formatted(
                                    file,
                                    images,
                                    found.rows().getLast().shown(),
                                    found.rows().getLast().number()));
        }
        return new LabelFile(all, splits, notes(file, all, unknown, columns.unused()));
    }

    private static LabelFile inOrder(Path file, List<String> lines, int images) {
        List<LabelRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                String label = unquoted(lines.get(i));
                rows.add(new LabelRow(i + 1, lines.get(i), List.of(label)));
            }
        }
        if (rows.stream().anyMatch(row -> namesImage(row.text()))) {
            throw notUnderstood(file, rows.getFirst());
        }
        boolean header =
                rows.size() == images + 1
                        && LabelColumns.isHeader(rows.getFirst().cells().getFirst());
        List<LabelRow> labels = header ? rows.subList(1, rows.size()) : rows;
        if (labels.size() != images) {
            throw new Problem(
                    "The labels file %s has %d labels for the folder's %d images%s; give one line of image and label for each."
                            .formatted(
                                    file,
                                    labels.size(),
                                    images,
                                    labels.isEmpty()
                                            ? ""
                                            : ", the first in line %d, “%s”"
                                                    .formatted(
                                                            labels.getFirst().number(),
                                                            labels.getFirst().shown())));
        }
        List<String> all = labels.stream().map(row -> row.cells().getFirst()).toList();
        String note = "Labels are the lines of %s, in the order of the images' names.";
        return new LabelFile(
                all,
                all.stream().map(_ -> Optional.<SplitName>empty()).toList(),
                List.of(note.formatted(file.getFileName())));
    }

    private static boolean namesImage(String line) {
        return Stream.of(line.split("[\\s,;\"]")).anyMatch(ImageNames::isImage);
    }

    private static List<String> notes(
            Path file, List<String> labels, int unknown, List<String> unused) {
        long missing = labels.stream().filter(String::isEmpty).count();
        StringBuilder note = new StringBuilder();
        note.append(
                "Labels are those of %s for %d of %d images"
                        .formatted(file.getFileName(), labels.size() - missing, labels.size()));
        if (missing > 0) {
            note.append("; %d images have none".formatted(missing));
        }
        if (unknown > 0) {
            note.append("; %d of its lines name no image here".formatted(unknown));
        }
        if (!unused.isEmpty()) {
            note.append("; its columns %s are not used".formatted(String.join(", ", unused)));
        }
        return List.of(note.append('.').toString());
    }

    private static Problem notUnderstood(Path file, LabelRow row) {
        return problem(file, row, "an image and its label");
    }

    private static Problem problem(Path file, LabelRow row, String expected) {
        return new Problem(
                "%s, line %d: expected %s, found “%s”."
                        .formatted(file, row.number(), expected, row.shown()));
    }

    /** Class numbers, if all labels are; the development kit's are in no model's order. */
    public static Optional<List<Integer>> numbers(Path file, List<String> labels) {
        List<Integer> numbers = new ArrayList<>();
        for (String label : labels) {
            int dot = label.endsWith(".0") ? label.length() - 2 : label.length();
            String whole = label.substring(0, dot);
            boolean digits = whole.chars().allMatch(Character::isDigit) && whole.length() < 10;
            if (!digits) {
                return Optional.empty();
            }
            numbers.add(whole.isEmpty() ? -1 : Integer.parseInt(whole));
        }
        if (file.endsWith(DEVELOPMENT_KIT) && !numbers.contains(0) && numbers.contains(1000)) {
            throw new Problem(
                    "The labels in %s are numbered in the order of ImageNet's development kit, not in that of models: give a file val.txt with lines of image and class number from 0, or image and WordNet id."
                            .formatted(file));
        }
        return Optional.of(numbers);
    }

    private static String unquoted(String label) {
        String text = label.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}
