package org.mambascope.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which part of a dataset. */
public enum Split {
    /**
     * For measuring accuracy: {@code t10k-*} of IDX files, a folder {@code test} or {@code val}.
     */
    TEST("t10k", List.of("test", "val", "validation")),

    /** For calibration and training: {@code train-*} of IDX files, a folder {@code train}. */
    TRAIN("train", List.of("train"));

    private final String idxPrefix;
    private final List<String> folders;

    Split(String idxPrefix, List<String> folders) {
        this.idxPrefix = idxPrefix;
        this.folders = folders;
    }

    String idxPrefix() {
        return idxPrefix;
    }

    /** This split's folder, if a folder is divided into splits (a class may be called "train"). */
    Optional<Path> folderIn(Path folder) {
        boolean divided = TEST.find(folder).isPresent() && TRAIN.find(folder).isPresent();
        return divided ? find(folder) : Optional.empty();
    }

    private Optional<Path> find(Path folder) {
        return folders.stream().map(folder::resolve).filter(Files::isDirectory).findFirst();
    }
}
