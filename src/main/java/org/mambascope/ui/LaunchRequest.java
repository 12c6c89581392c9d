package org.mambascope.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the window opens with.
 *
 * @param model weight file
 * @param images files and folders
 */
public record LaunchRequest(Optional<Path> model, List<Path> images) {
    /** An empty window. */
    public static final LaunchRequest NOTHING = new LaunchRequest(Optional.empty(), List.of());

    public LaunchRequest {
        images = List.copyOf(images);
    }
}
