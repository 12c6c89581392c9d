package org.mambascope.dataset;

import org.mambascope.base.Problem;
import org.mambascope.image.label.ClassMatching;
import org.mambascope.image.label.ClassNames;
import org.mambascope.image.label.LabelFile;
import org.mambascope.image.label.LabelSet;
import org.mambascope.image.label.SplitName;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Gives the images of a folder their labels. */
final class Labelling {
    private final ImageFolder folder;
    private final Split split;
    private final List<String> notes;
    private final Map<LeftOut, Integer> leftOut;

    /**
     * Labelling of a folder.
     *
     * @param split of the wanted images, where a file of labels gives it
     * @param notes so far; more are added
     */
    Labelling(ImageFolder folder, Split split, List<String> notes) {
        this.folder = folder;
        this.split = split;
        this.notes = notes;
        leftOut = folder.allLeftOut();
    }

    /** Images without labels: those that lie directly in the folder. */
    Dataset none() {
        int deeper = folder.all().size() - folder.images().size();
        if (deeper > 0) {
            notes.add(
                    "%d images in folders below %s are not used, since others lie in itself."
                            .formatted(deeper, folder.name()));
        }
        return dataset(folder.images(), unknown(), List.of(), true);
    }

    private List<Integer> unknown() {
        return folder.images().stream().map(image -> PictureFiles.UNKNOWN).toList();
    }

    /** One folder a class; in the order of numbers where all are numbers, else of names. */
    Dataset byFolder(Optional<Path> classNames) {
        List<ImageFolder> folders = new ArrayList<>(folder.folders());
        if (folders.stream().allMatch(each -> each.name().matches("\\d{1,9}"))) {
            folders.sort(Comparator.comparingInt(each -> Integer.parseInt(each.name())));
        }
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < folders.size(); label++) {
            for (Path image : folders.get(label).all()) {
                files.add(image);
                labels.add(label);
            }
        }
        if (!folder.images().isEmpty()) {
            leftOut.merge(LeftOut.OUTSIDE, folder.images().size(), Integer::sum);
        }
        return named(files, labels, folders.stream().map(ImageFolder::name).toList(), classNames);
    }

    /** Returns true if a file of labels names this folder's images. */
    boolean isNamedIn(Path file) {
        return LabelFile.namesImages(file, paths(folder.all()));
    }

    /** Labels from a file, for images at any depth. */
    Dataset fromFile(Path file, Optional<Path> classNames) {
        List<Path> images = isNamedIn(file) ? folder.all() : folder.images();
        LabelFile read = LabelFile.read(file, paths(images));
        notes.addAll(read.notes());
        used(file);
        List<Integer> kept = wanted(read);
        List<Path> files = kept.stream().map(images::get).toList();
        List<String> labels = kept.stream().map(read.labels()::get).toList();
        Optional<List<Integer>> numbers = LabelFile.numbers(file, labels);
        if (numbers.isPresent()) {
            List<String> names = classNames.map(ClassNames::read).orElse(List.of());
            classNames.ifPresent(this::used);
            checkNumbers(file, numbers.get(), names);
            return dataset(files, numbers.get(), names, true);
        }
        TreeSet<String> distinct = new TreeSet<>(labels);
        distinct.remove("");
        List<String> classes = List.copyOf(distinct);
        Map<String, Integer> places = new HashMap<>();
        classes.forEach(label -> places.put(label, places.size()));
        return named(
                files,
                labels.stream().map(l -> places.getOrDefault(l, PictureFiles.UNKNOWN)).toList(),
                classes,
                classNames);
    }

    /** Takes a file that is used off those that are no images. */
    private void used(Path file) {
        if (folder.path().equals(file.getParent())) {
            leftOut.computeIfPresent(LeftOut.NOT_IMAGE, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    private static void checkNumbers(Path file, List<Integer> numbers, List<String> names) {
        int largest = numbers.stream().mapToInt(Integer::intValue).max().orElse(-1);
        if (!names.isEmpty() && largest >= names.size()) {
            throw new Problem(
                    "%s has a class numbered %d, but only %d classes are named, numbered from 0: name the others too."
                            .formatted(file, largest, names.size()));
        }
    }

    /** The images that the file gives to the wanted split; all if it knows of no splits. */
    private List<Integer> wanted(LabelFile read) {
        List<Integer> all = IntStream.range(0, read.labels().size()).boxed().toList();
        Optional<SplitName> part =
                split.preference().stream()
                        .filter(each -> read.splits().contains(Optional.of(each)))
                        .findFirst();
        if (part.isEmpty()) {
            return all;
        }
        List<Integer> kept = all.stream().filter(i -> read.splits().get(i).equals(part)).toList();
        notes.add(
                "Of %d images, the %d of the %s split are used."
                        .formatted(all.size(), kept.size(), part.get().words()));
        if (kept.size() < all.size()) {
            leftOut.merge(LeftOut.OTHER_SPLIT, all.size() - kept.size(), Integer::sum);
        }
        return kept;
    }

    /** Classes that are known by names; a file of names puts them in its order. */
    private Dataset named(
            List<Path> files,
            List<Integer> labels,
            List<String> classes,
            Optional<Path> classNames) {
        if (classNames.isEmpty()) {
            return dataset(files, labels, classes, false);
        }
        List<String> names = ClassNames.read(classNames.get());
        try {
            int[] matched =
                    ClassMatching.of(LabelSet.named(folder.name(), classes), names, names.size())
                            .modelClasses();
            List<Integer> numbers =
                    labels.stream().map(l -> l == PictureFiles.UNKNOWN ? l : matched[l]).toList();
            used(classNames.get());
            notes.add("Classes are named by %s.".formatted(classNames.get().getFileName()));
            return dataset(files, numbers, names, false);
        } catch (Problem unlike) {
            notes.add(
                    "%s is not used: its names are not those of the dataset's classes."
                            .formatted(classNames.get().getFileName()));
            return dataset(files, labels, classes, false);
        }
    }

    private Dataset dataset(
            List<Path> files, List<Integer> labels, List<String> classes, boolean numbered) {
        List<String> all = new ArrayList<>(notes);
        if (!leftOut.isEmpty()) {
            all.add("Left out in %s: %s.".formatted(folder.name(), LeftOut.words(leftOut)));
        }
        return new PictureFiles(folder.name(), files, labels, classes, numbered, all, leftOut);
    }

    private List<String> paths(List<Path> images) {
        return images.stream()
                .map(image -> folder.path().relativize(image).toString().replace('\\', '/'))
                .toList();
    }
}
