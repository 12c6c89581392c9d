package org.mambascope.experiment.task;

import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.dataset.coco.CocoResults;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.detection.Detections;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Objects that a detector found in images without annotations, to be written as COCO's results:
 * images and classes are numbered from 1 in their order.
 */
public final class DetectionList {
    private final LoadedModel model;
    private final List<List<Detection>> detections = new ArrayList<>();

    /** A list without images. */
    public DetectionList(LoadedModel model) {
        this.model = model.requireDetector();
    }

    /** Finds the objects of an image. */
    public Detections add(Picture picture) {
        Detections found = model.network().detect(picture, Probe.NONE);
        detections.add(
                IntStream.range(0, found.count())
                        .mapToObj(i -> FoundObjects.detection(found, i, found.labels()[i]))
                        .toList());
        return found;
    }

    /** Writes all objects. */
    public void write(Path file) {
        List<Long> images = LongStream.rangeClosed(1, detections.size()).boxed().toList();
        List<Category> categories =
                IntStream.range(0, model.network().summary().classes())
                        .mapToObj(i -> new Category(i + 1L, model.className(i)))
                        .toList();
        CocoResults.write(file, images, categories, detections);
    }
}
