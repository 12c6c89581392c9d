package org.mambascope.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Which part of a dataset. */
public enum Split {
    /**
     * For measuring accuracy: {@code t10k-*} of IDX files, a folder {@code test} or {@code val}.
     */
    TEST,

    /** For calibration and training: {@code train-*} of IDX files, a folder {@code train}. */
    TRAIN;

    String idxPrefix() {
        return switch (this) {
            case TEST -> "t10k";
            case TRAIN -> "train";
        };
    }

    /** This split's folder, if a folder is divided into splits (a class may be called "train"). */
    Optional<Path> folderIn(Path folder) {
        boolean divided = TEST.find(folder).isPresent() && TRAIN.find(folder).isPresent();
        return divided ? find(folder) : Optional.empty();
    }

    private Optional<Path> find(Path folder) {
        return folders().map(folder::resolve).filter(Files::isDirectory).findFirst();
    }

    private Stream<String> folders() {
        return switch (this) {
            case TEST -> Stream.of("test", "val", "validation");
            case TRAIN -> Stream.of("train");
        };
    }
}
