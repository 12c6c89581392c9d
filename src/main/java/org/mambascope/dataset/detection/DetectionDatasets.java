package org.mambascope.dataset.detection;

import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.dataset.coco.CocoFolder;
import org.mambascope.dataset.scene.Scenes;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out what dataset of objects a text names. */
public final class DetectionDatasets {
    private DetectionDatasets() {}

    /**
     * Opens composed scenes by a name as {@code scenes:val} ({@link Scenes#open}), otherwise a
     * folder or file of COCO's form ({@link CocoFolder#open}).
     *
     * @throws Problem if there is no such dataset, or it is damaged
     */
    public static DetectionDataset open(String source) {
        if (source.startsWith(Scenes.PREFIX)) {
            return Scenes.open(source);
        }
        return CocoFolder.open(
                path(source)
                        .filter(Files::exists)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "There is no file or folder %s: name COCO's annotations, their folder, or scenes:val."
                                                        .formatted(source))));
    }

    private static Optional<Path> path(String source) {
        try {
            return Optional.of(Path.of(source));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
