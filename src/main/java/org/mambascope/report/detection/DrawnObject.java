package org.mambascope.report.detection;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.image.mask.BinaryMask;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;
import org.mambascope.model.detection.Detections;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An object as it is drawn over its image.
 *
 * @param label class, counted from 0, which chooses the colour
 * @param words beside the box
 * @param box in pixels of the image
 * @param mask of the image's size; empty where only the box is known
 */
public record DrawnObject(int label, String words, BoundingBox box, Optional<BinaryMask> mask) {
    /**
     * Objects that a detector found, the surest first, named and with their scores.
     *
     * @param names of classes
     */
    public static List<DrawnObject> of(Detections found, IntFunction<String> names) {
        return IntStream.range(0, found.count())
                .mapToObj(
                        i ->
                                new DrawnObject(
                                        found.labels()[i],
                                        String.format(
                                                Locale.ROOT,
                                                "%s %.2f",
                                                names.apply(found.labels()[i]),
                                                found.scores()[i]),
                                        found.boxes().bounds(i),
                                        Optional.of(found.masks().get(i))))
                .toList();
    }

    /** Objects that an image is known to have. */
    public static List<DrawnObject> of(AnnotatedImage image, List<Category> categories) {
        return image.objects().stream()
                .map(
                        object ->
                                new DrawnObject(
                                        object.category(),
                                        categories.get(object.category()).name(),
                                        object.box(),
                                        object.segmentation()
                                                .mask(image.height(), image.width())
                                                .map(Rle::toMask)))
                .toList();
    }
}
