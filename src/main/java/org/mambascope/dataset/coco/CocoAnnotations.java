package org.mambascope.dataset.coco;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.Category;

import java.nio.file.Path;
import java.util.List;

/**
 * A dataset as a file of COCO's form describes it.
 *
 * @param categories in the order of the file
 * @param images in the order of the file, with their objects
 */
public record CocoAnnotations(List<Category> categories, List<AnnotatedImage> images) {
    public CocoAnnotations {
        categories = List.copyOf(categories);
        images = List.copyOf(images);
    }

    /**
     * Reads a file. Objects have polygons or run lengths, as numbers or text; {@code iscrowd} is 0
     * where it is missing, {@code ignore} has no effect, as in cocoapi; where {@code bbox} or
     * {@code area} is missing, the mask's own takes its place.
     *
     * @throws org.mambascope.base.Problem with the place of what is missing, refers to nothing or
     *     cannot be
     */
    public static CocoAnnotations read(Path file) {
        return new AnnotationReader(file).read();
    }
}
