package org.mambascope.dataset;

import org.mambascope.image.Picture;
import org.mambascope.image.Pictures;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Image files as a dataset.
 *
 * @param labels class numbers, −1 where unknown
 */
record PictureFiles(
        String name,
        List<Path> files,
        List<Integer> labels,
        List<String> classes,
        boolean numbered,
        List<String> notes,
        Map<LeftOut, Integer> leftOut)
        implements Dataset {
    static final int UNKNOWN = -1;

    PictureFiles {
        files = List.copyOf(files);
        labels = List.copyOf(labels);
        classes = List.copyOf(classes);
        notes = List.copyOf(notes);
        leftOut = Map.copyOf(leftOut);
    }

    static PictureFiles unlabelled(
            String name, List<Path> files, List<String> notes, Map<LeftOut, Integer> leftOut) {
        List<Integer> labels = files.stream().map(file -> UNKNOWN).toList();
        return new PictureFiles(name, files, labels, List.of(), true, notes, leftOut);
    }

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
