package org.mambascope.dataset;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.image.Pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds out what kind of dataset a path holds. */
public final class Datasets {
    private Datasets() {}

    /**
     * Opens the dataset at a path. In this order it is: an IDX file, with its labels file in the
     * same folder; an image, alone; a folder with an IDX file pair, whatever else it holds; a
     * folder with one folder per split; images with a file of labels; a folder with one folder per
     * class; a folder of images. The split chooses where there is one. {@link Dataset#notes} tells
     * the choice.
     *
     * @throws Problem if there is nothing at the path, no image in it, or damaged data
     */
    public static Dataset open(Path path, Split split) {
        try {
            if (Files.isDirectory(path)) {
                return IdxDataset.isIn(path)
                        ? IdxDataset.open(path, split)
                        : new FolderReader(split).open(ImageFolder.walk(path));
            }
            if (!Files.exists(path)) {
                throw new Problem("There is no file or folder " + path + ": check its name.");
            }
            if (!Files.isRegularFile(path)) {
                throw new Problem(
                        path
                                + " is a pipe, a device or a socket: expected a file or folder of images.");
            }
            if (IdxDataset.isImages(path)) {
                return IdxDataset.open(path);
            }
            if (Pictures.isPicture(path)) {
                return PictureFiles.unlabelled(
                        Pictures.nameOf(path), List.of(path), List.of(), Map.of());
            }
        } catch (IOException e) {
            throw FileFailure.reading(path, e);
        } catch (UncheckedIOException e) {
            throw FileFailure.reading(path, e.getCause());
        }
        throw new Problem(
                path
                        + " is no dataset: expected a PNG, JPEG, BMP, GIF, WebP or TIFF image,"
                        + " an IDX file of images, or a folder of these.");
    }

    /**
     * Files and folders one after the other, as test splits. Labels are kept where all paths have
     * the same classes.
     *
     * @throws Problem if one of them is no dataset, or there are none
     */
    public static Dataset of(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new Problem("No images were given: name files or folders.");
        }
        List<Dataset> parts = paths.stream().map(path -> open(path, Split.TEST)).toList();
        return parts.size() == 1 ? parts.getFirst() : new JoinedDataset(parts);
    }
}
