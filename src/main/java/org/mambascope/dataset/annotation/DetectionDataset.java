package org.mambascope.dataset.annotation;

import org.mambascope.image.Picture;

import java.util.List;

/** Images with objects in a fixed order. Images are read when asked for, by any thread. */
public interface DetectionDataset {
    /** For the user: the name of the folder, file or generator. */
    String name();

    /** Notes on opening, a sentence each, for the user. */
    default List<String> notes() {
        return List.of();
    }

    /** Kinds of objects; a model's class is the place in this list. */
    List<Category> categories();

    /** Number of images. */
    int size();

    /** An image's size and objects. */
    AnnotatedImage image(int index);

    /**
     * Reads an image.
     *
     * @throws org.mambascope.base.Problem if its file is missing, broken or of another size
     */
    Picture picture(int index);
}
