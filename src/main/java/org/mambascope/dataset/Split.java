package org.mambascope.dataset;

import org.mambascope.image.label.SplitName;

import java.util.List;

/** Purpose for which a dataset is opened, which chooses among its parts. */
public enum Split {
    /** Measuring accuracy: {@code t10k-*} of IDX files, a folder {@code test} or {@code val}. */
    TEST("t10k", List.of(SplitName.TEST, SplitName.VALIDATION, SplitName.TRAIN)),

    /** Calibration and training: {@code train-*} of IDX files, a folder {@code train}. */
    TRAIN("train", List.of(SplitName.TRAIN, SplitName.VALIDATION, SplitName.TEST));

    private final String idxPrefix;
    private final List<SplitName> preference;

    Split(String idxPrefix, List<SplitName> preference) {
        this.idxPrefix = idxPrefix;
        this.preference = preference;
    }

    String idxPrefix() {
        return idxPrefix;
    }

    /** Parts that serve, the best first. */
    List<SplitName> preference() {
        return preference;
    }
}
