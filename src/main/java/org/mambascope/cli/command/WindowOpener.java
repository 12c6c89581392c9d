package org.mambascope.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the window, or does what is possible without one. */
@FunctionalInterface
public interface WindowOpener {
    /** Opens it with a model and images; returns the exit code. */
    int open(Optional<Path> model, List<Path> images);
}
