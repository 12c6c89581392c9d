package org.mambascope.experiment.task;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.dataset.coco.CocoResults;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.detection.Detections;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Objects that a detector found in images without annotations, to be written as COCO's results:
 * images and classes are numbered from 1 in their order.
 */
public final class DetectionList {
    private final LoadedModel model;
    private final List<AnnotatedImage> images = new ArrayList<>();
    private final List<List<Detection>> detections = new ArrayList<>();

    /** A list without images. */
    public DetectionList(LoadedModel model) {
        this.model = model.requireDetector();
    }

    /** Finds the objects of an image. */
    public Detections add(Picture picture) {
        Detections found = model.network().detect(picture, Probe.NONE);
        images.add(
                new AnnotatedImage(
                        images.size() + 1L,
                        picture.name(),
                        picture.width(),
                        picture.height(),
                        List.of()));
        detections.add(
                IntStream.range(0, found.count())
                        .mapToObj(i -> FoundObjects.detection(found, i, found.labels()[i]))
                        .toList());
        return found;
    }

    /** Writes all objects. */
    public void write(Path file) {
        CocoResults.write(file, new Unannotated(), detections);
    }

    private final class Unannotated implements DetectionDataset {
        @Override
        public String name() {
            return model.name();
        }

        @Override
        public List<Category> categories() {
            return IntStream.range(0, model.network().summary().classes())
                    .mapToObj(i -> new Category(i + 1L, model.className(i)))
                    .toList();
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public AnnotatedImage image(int index) {
            return images.get(index);
        }

        @Override
        public Picture picture(int index) {
            throw new UnsupportedOperationException("images are not kept");
        }
    }
}
