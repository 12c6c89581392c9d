package org.mambascope.ui.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files. Tests answer in the user's place. */
public interface FileDialogs {
    /** A weight file to open. */
    Optional<Path> model();

    /** A session file to open. */
    Optional<Path> session();

    /** A bit plan to open. */
    Optional<Path> plan();

    /** Pictures to add. */
    List<Path> images();

    /** A folder of pictures to add. */
    Optional<Path> folder();

    /**
     * Where to write a file.
     *
     * @param name proposed name, with the ending that says its format
     */
    Optional<Path> saveAs(String name);
}
