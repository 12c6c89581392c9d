package org.mambascope.dataset.annotation;

import java.util.List;

/**
 * An image and the objects in it.
 *
 * @param id in files
 * @param name of its file, or for the user
 * @param width in pixels
 * @param height in pixels
 * @param objects in the order of the file
 */
public record AnnotatedImage(
        long id, String name, int width, int height, List<AnnotatedObject> objects) {
    public AnnotatedImage {
        objects = List.copyOf(objects);
    }
}
