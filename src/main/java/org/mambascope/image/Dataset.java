package org.mambascope.image;

import java.util.List;
import java.util.OptionalInt;

/**
 * Pictures in a fixed order, with labels where they are known. Pictures are read when asked for.
 */
public interface Dataset {
    /** For the user: the name of the folder or file. */
    String name();

    /** Number of pictures. */
    int size();

    /**
     * Reads a picture.
     *
     * @throws org.mambascope.base.Problem if the file is broken
     */
    Picture picture(int index);

    /** Number of a picture's class; empty where labels are unknown. */
    OptionalInt label(int index);

    /** Names of the classes; empty where they are unknown. */
    List<String> classes();
}
