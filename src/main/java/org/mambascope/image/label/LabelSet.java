package org.mambascope.image.label;

import java.util.List;

/**
 * The classes of a dataset's labels.
 *
 * @param dataset its name, for the user
 * @param names of the classes, in the order of the labels; empty if unknown
 * @param numbered whether labels are numbers that the source itself gives, which names at most
 *     explain; otherwise a label is an index into the names
 * @param largest label; −1 if there is none
 */
public record LabelSet(String dataset, List<String> names, boolean numbered, int largest) {
    public LabelSet {
        names = List.copyOf(names);
    }

    /** Classes known by their names alone, as those of folders. */
    public static LabelSet named(String dataset, List<String> names) {
        return new LabelSet(dataset, names, false, names.size() - 1);
    }
}
