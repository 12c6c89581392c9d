package org.mambascope.image;

import org.mambascope.base.Problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out what kind of dataset a path holds. */
public final class Datasets {
    private Datasets() {}

    /**
     * Opens the dataset at a path. In this order it is: an IDX file, with its labels file beside
     * it; a picture, alone; a folder with an IDX file pair, whatever else it holds; a folder with
     * one folder per split; a folder with one folder per class; a folder of pictures, with or
     * without a labels file ({@link LabelsFile}). The split chooses where there is one.
     *
     * @throws Problem if there is nothing at the path, no picture in it, or damaged data
     */
    public static Dataset open(Path path, Split split) {
        try {
            if (Files.isDirectory(path)) {
                return openFolder(path, split);
            }
            if (!Files.exists(path)) {
                throw new Problem("There is no file or folder " + path + ".");
            }
            if (IdxDataset.isImages(path)) {
                return IdxDataset.open(path);
            }
            if (Pictures.isPicture(path)) {
                return PictureFiles.unlabelled(nameOf(path), List.of(path));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Problem(path + " cannot be read: " + e.getMessage() + ".", e);
        }
        throw new Problem(
                path
                        + " is no dataset: expected a PNG, JPEG, BMP, GIF, WebP or TIFF picture,"
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
            throw new Problem("No pictures were given: name files or folders.");
        }
        List<Dataset> parts = paths.stream().map(path -> open(path, Split.TEST)).toList();
        return parts.size() == 1 ? parts.getFirst() : new JoinedDataset(parts);
    }

    /** The last part of a path for the user, also where it is written as {@code .} or is a root. */
    static String nameOf(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        return Optional.ofNullable(whole.getFileName()).orElse(whole).toString();
    }

    private static Dataset openFolder(Path folder, Split split) throws IOException {
        if (IdxDataset.isIn(folder)) {
            return IdxDataset.open(folder, split);
        }
        Optional<Path> splitFolder = split.folderIn(folder);
        if (splitFolder.isPresent()) {
            return openFolder(splitFolder.get(), split);
        }
        List<Path> pictures = PictureFiles.in(folder);
        Optional<Path> labels = LabelsFile.in(folder);
        if (!pictures.isEmpty() && labels.isPresent()) {
            return LabelsFile.label(folder, pictures, labels.get());
        }
        List<Path> classes = ClassFolders.in(folder);
        if (classes.size() > (pictures.isEmpty() ? 0 : 1)) {
            return ClassFolders.open(folder, classes);
        }
        if (pictures.isEmpty()) {
            throw new Problem(
                    "The folder "
                            + folder
                            + " holds no pictures (PNG, JPEG, BMP, GIF, WebP, TIFF) and no IDX files.");
        }
        return PictureFiles.unlabelled(nameOf(folder), pictures);
    }
}
