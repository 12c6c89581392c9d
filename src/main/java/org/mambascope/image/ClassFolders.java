package org.mambascope.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One folder per class, in the order of their names; pictures in it, or one folder deeper. */
final class ClassFolders {
    private ClassFolders() {}

    /** The class folders in a folder; none if there is no picture in any of them. */
    static List<Path> in(Path folder) throws IOException {
        List<Path> folders = folders(folder);
        for (Path candidate : folders) {
            if (!pictures(candidate).isEmpty()) {
                return folders;
            }
        }
        return List.of();
    }

    static Dataset open(Path folder, List<Path> classFolders) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (Path classFolder : classFolders) {
            for (Path picture : pictures(classFolder)) {
                files.add(picture);
                labels.add(classes.size());
            }
            classes.add(classFolder.getFileName().toString());
        }
        return new PictureFiles(Datasets.nameOf(folder), files, labels, classes);
    }

    private static List<Path> pictures(Path classFolder) throws IOException {
        List<Path> pictures = new ArrayList<>(PictureFiles.in(classFolder));
        for (Path nested : folders(classFolder)) {
            pictures.addAll(PictureFiles.in(nested));
        }
        return pictures;
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(ClassFolders::isVisible)
                    .sorted(PictureFiles.BY_NAME)
                    .toList();
        }
    }

    private static boolean isVisible(Path folder) {
        String name = folder.getFileName().toString();
        return !name.startsWith(".") && !name.equals("__MACOSX");
    }
}
