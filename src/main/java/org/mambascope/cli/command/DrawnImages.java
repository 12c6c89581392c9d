package org.mambascope.cli.command;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.detection.Detections;
import org.mambascope.report.detection.DetectionDrawing;
import org.mambascope.report.detection.DrawnFile;
import org.mambascope.report.detection.DrawnObject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A folder of images with a detector's objects over them, under the images' names. */
final class DrawnImages {
    private final Path folder;
    private final Set<String> used = new HashSet<>();

    /**
     * A folder to draw into.
     *
     * @param sources images and folders that are read
     * @throws Problem if images lie in it that are read
     */
    DrawnImages(Path folder, List<Path> sources) {
        this.folder = folder;
        Path own = folder.toAbsolutePath().normalize();
        for (Path source : sources) {
            Path whole = source.toAbsolutePath().normalize();
            if (Files.isDirectory(whole) ? own.startsWith(whole) : own.equals(whole.getParent())) {
                throw new Problem(
                        "%s: expected another folder for drawings than that of the images, found images to read in it: name a folder of its own."
                                .formatted(folder));
            }
        }
    }

    /** Writes an image; of those with one name, the second and later with a number. */
    void write(LoadedModel model, Picture image, Detections found) {
        Path file = folder.resolve(unused(image.name().replaceAll("[/\\\\:]", "-")) + ".png");
        Picture drawing =
                DetectionDrawing.sizedFor(image)
                        .draw(image, DrawnObject.of(found, model::className));
        try {
            DrawnFile.write(drawing, file);
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    private String unused(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String free = stem;
        for (int times = 2; !used.add(free); times++) {
            free = stem + "-" + times;
        }
        return free;
    }
}
