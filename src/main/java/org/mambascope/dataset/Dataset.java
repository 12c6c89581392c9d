package org.mambascope.dataset;

import org.mambascope.image.Picture;
import org.mambascope.image.label.LabelSet;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Images in a fixed order, with labels where they are known. Images are read when asked for. */
public interface Dataset {
    /** For the user: the name of the folder or file. */
    String name();

    /** Number of images. */
    int size();

    /**
     * Reads an image.
     *
     * @throws org.mambascope.base.Problem if the file is broken
     */
    Picture picture(int index);

    /** Number of an image's class; empty where labels are unknown. */
    OptionalInt label(int index);

    /** Names of the classes; empty where they are unknown. */
    List<String> classes();

    /** Returns true if labels are numbers that the source gives, which names at most explain. */
    default boolean numbered() {
        return classes().isEmpty();
    }

    /** Notes on opening, a sentence each: parts chosen and left out. */
    default List<String> notes() {
        return List.of();
    }

    /** Numbers of files and folders left out, by reason. */
    default Map<LeftOut, Integer> leftOut() {
        return Map.of();
    }

    /** The classes that its labels speak of. */
    default LabelSet labelSet() {
        int largest =
                IntStream.range(0, size()).map(index -> label(index).orElse(-1)).max().orElse(-1);
        return new LabelSet(name(), classes(), numbered(), largest);
    }
}
