package org.mambascope.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Picture files as a dataset.
 *
 * @param labels class numbers, −1 where unknown
 */
record PictureFiles(String name, List<Path> files, List<Integer> labels, List<String> classes)
        implements Dataset {
    static final int UNKNOWN = -1;

    PictureFiles {
        files = List.copyOf(files);
        labels = List.copyOf(labels);
        classes = List.copyOf(classes);
    }

    static PictureFiles unlabelled(String name, List<Path> files) {
        List<Integer> labels = files.stream().map(file -> UNKNOWN).toList();
        return new PictureFiles(name, files, labels, List.of());
    }

    /** The pictures that lie directly in a folder, by name. */
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Pictures::isPicture)
                    .filter(Files::isRegularFile)
                    .sorted(BY_NAME)
                    .toList();
        }
    }

    /** Names in the order of their characters, as Python sorts them. */
    static final Comparator<Path> BY_NAME =
            Comparator.comparing(path -> path.getFileName().toString());

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public Picture picture(int index) {
        return Pictures.read(files.get(index));
    }

    @Override
    public OptionalInt label(int index) {
        int label = labels.get(index);
        return label == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(label);
    }
}
