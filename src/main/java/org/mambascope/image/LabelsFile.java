package org.mambascope.image;

import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels of a flat folder: lines {@code name label} or {@code name,label}, or one label per line in
 * the order of the pictures' names. Labels are class numbers from 0, or class names or WordNet ids,
 * whose sorted order then numbers them. A name may have a path before it; pictures without a line
 * have no label.
 */
final class LabelsFile {
    private static final String DEVELOPMENT_KIT = "ILSVRC2012_validation_ground_truth.txt";
    private static final List<String> NAMES =
            List.of("labels.txt", "labels.csv", "val.txt", DEVELOPMENT_KIT);
    private static final Pattern NAMED =
            Pattern.compile(
                    "\"?(?:.*[/\\\\])?([^/\\\\]+?\\.(?:png|jpe?g|bmp|gif|webp|tiff?))\"?[\\s,;]+(.+)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final long MAX_BYTES = 256L << 20;

    private LabelsFile() {}

    static Optional<Path> in(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    static Dataset label(Path folder, List<Path> pictures, Path file) throws IOException {
        List<String> labels = labels(pictures, file);
        List<String> known = labels.stream().filter(label -> !label.isEmpty()).toList();
        String name = Datasets.nameOf(folder);
        if (known.stream().allMatch(label -> NUMBER.matcher(label).matches())) {
            List<Integer> numbers = labels.stream().map(LabelsFile::number).toList();
            checkOrder(file, numbers);
            return new PictureFiles(name, pictures, numbers, List.of());
        }
        List<String> classes = List.copyOf(new TreeSet<>(known));
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(label -> numbers.put(label, numbers.size()));
        List<Integer> numbered =
                labels.stream()
                        .map(label -> numbers.getOrDefault(label, PictureFiles.UNKNOWN))
                        .toList();
        return new PictureFiles(name, pictures, numbered, classes);
    }

    /** A label per picture; empty where there is none. */
    private static List<String> labels(List<Path> pictures, Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new Problem("The labels file " + file + " is too large to be one.");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        Map<String, String> named = new HashMap<>();
        for (String line : lines) {
            Matcher matcher = NAMED.matcher(line);
            if (matcher.matches()) {
                named.put(matcher.group(1), unquoted(matcher.group(2)));
            }
        }
        if (named.isEmpty()) {
            if (lines.size() != pictures.size()) {
                throw new Problem(
                        "The labels file %s has %d labels for the folder's %d pictures; give one line per picture."
                                .formatted(file, lines.size(), pictures.size()));
            }
            return lines.stream().map(LabelsFile::unquoted).toList();
        }
        List<String> labels =
                pictures.stream()
                        .map(picture -> named.getOrDefault(picture.getFileName().toString(), ""))
                        .toList();
        if (labels.stream().allMatch(String::isEmpty)) {
            throw new Problem("The labels file " + file + " names none of the folder's pictures.");
        }
        return labels;
    }

    /** The development kit numbers classes from 1 in an order that is not that of any model. */
    private static void checkOrder(Path file, List<Integer> labels) {
        boolean fromOne = labels.stream().noneMatch(label -> label == 0);
        if (file.endsWith(DEVELOPMENT_KIT) && fromOne && labels.contains(1000)) {
            throw new Problem(
                    "The labels in "
                            + file
                            + " are numbered in the order of ImageNet's development kit, not in that"
                            + " of models. Give a file val.txt with lines of picture and class number"
                            + " from 0, or picture and WordNet id.");
        }
    }

    private static int number(String label) {
        return label.isEmpty() ? PictureFiles.UNKNOWN : Integer.parseInt(label);
    }

    private static String unquoted(String label) {
        return label.strip().replaceAll("^\"|\"$", "").strip();
    }
}
