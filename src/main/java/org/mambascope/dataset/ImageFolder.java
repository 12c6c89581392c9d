package org.mambascope.dataset;

import org.mambascope.image.Pictures;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder and all that is below it. Links are followed, but none that leads back; nothing but
 * regular files is ever opened.
 *
 * @param images that lie directly in it, by name
 * @param folders in it that hold images at any depth, by name
 * @param leftOut files that are no images, directly in it or in folders without images
 */
record ImageFolder(
        Path path, List<Path> images, List<ImageFolder> folders, Map<LeftOut, Integer> leftOut) {
    /** Names in the order of their characters, as Python sorts them. */
    static final Comparator<Path> BY_NAME =
            Comparator.comparing(path -> path.getFileName().toString());

    private static final int DEEPEST = 64;

    /** Looks through a folder and all folders below. */
    static ImageFolder walk(Path path) throws IOException {
        return walk(path, List.of(path.toRealPath()));
    }

    private static ImageFolder walk(Path path, List<Path> above) throws IOException {
        List<Path> images = new ArrayList<>();
        List<ImageFolder> folders = new ArrayList<>();
        Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
        for (Path entry : entries(path)) {
            BasicFileAttributes attributes;
            Path real;
            try {
                attributes = Files.readAttributes(entry, BasicFileAttributes.class);
                real = attributes.isDirectory() ? entry.toRealPath() : entry;
            } catch (IOException e) {
                leftOut.merge(LeftOut.LOOP, 1, Integer::sum);
                continue;
            }
            String name = entry.getFileName().toString();
            if (name.startsWith(".") || name.equals("__MACOSX")) {
                leftOut.merge(LeftOut.HIDDEN, 1, Integer::sum);
            } else if (!attributes.isDirectory()) {
                add(entry, attributes, images, leftOut);
            } else if (above.contains(real) || above.size() >= DEEPEST) {
                leftOut.merge(LeftOut.LOOP, 1, Integer::sum);
            } else {
                addFolder(
                        entry,
                        Stream.concat(above.stream(), Stream.of(real)).toList(),
                        folders,
                        leftOut);
            }
        }
        return new ImageFolder(path, images, folders, leftOut);
    }

    private static List<Path> entries(Path path) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            entries.sort(BY_NAME);
            return entries;
        }
    }

    private static void add(
            Path file,
            BasicFileAttributes attributes,
            List<Path> images,
            Map<LeftOut, Integer> leftOut) {
        if (!attributes.isRegularFile()) {
            leftOut.merge(LeftOut.SPECIAL, 1, Integer::sum);
        } else if (!Pictures.isPicture(file)) {
            leftOut.merge(LeftOut.NOT_IMAGE, 1, Integer::sum);
        } else if (attributes.size() == 0) {
            leftOut.merge(LeftOut.EMPTY, 1, Integer::sum);
        } else if (!Files.isReadable(file)) {
            leftOut.merge(LeftOut.UNREADABLE, 1, Integer::sum);
        } else {
            images.add(file);
        }
    }

    private static void addFolder(
            Path path, List<Path> above, List<ImageFolder> folders, Map<LeftOut, Integer> leftOut) {
        try {
            ImageFolder folder = walk(path, above);
            if (folder.images.isEmpty() && folder.folders.isEmpty()) {
                folder.leftOut.forEach((kind, count) -> leftOut.merge(kind, count, Integer::sum));
            } else {
                folders.add(folder);
            }
        } catch (IOException e) {
            leftOut.merge(LeftOut.UNREADABLE, 1, Integer::sum);
        }
    }

    /** As the user sees it. */
    String name() {
        return Pictures.nameOf(path);
    }

    /** The images in it and in all folders below. */
    List<Path> all() {
        return Stream.concat(images.stream(), folders.stream().flatMap(f -> f.all().stream()))
                .toList();
    }

    /** Files left out in it and in all folders below. */
    Map<LeftOut, Integer> allLeftOut() {
        return LeftOut.sum(
                Stream.concat(Stream.of(leftOut), folders.stream().map(ImageFolder::allLeftOut))
                        .toList());
    }
}
