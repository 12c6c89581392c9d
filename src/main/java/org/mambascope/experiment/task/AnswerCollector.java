package org.mambascope.experiment.task;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.experiment.detection.CocoEvaluation;
import org.mambascope.experiment.detection.DetectionLimits;
import org.mambascope.experiment.detection.ImageMatches;
import org.mambascope.experiment.detection.OverlapKind;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.detection.Detections;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gathers a detector's answers, image by image. */
final class AnswerCollector {
    private final DetectionDataset dataset;
    private final CategoryMatching matching;
    private final List<Integer> images = new ArrayList<>();
    private final List<List<Detection>> detections = new ArrayList<>();
    private final List<ImageMatches> boxes = new ArrayList<>();
    private final List<ImageMatches> masks = new ArrayList<>();
    private final Object run;
    private final boolean first;
    private double signal;
    private double noise;
    private int notNumbers;

    /**
     * Nothing gathered yet.
     *
     * @param run that the variants of a model share
     * @param first whether this is the first of them
     */
    AnswerCollector(
            DetectionDataset dataset, CategoryMatching matching, Object run, boolean first) {
        this.run = run;
        this.first = first;
        this.dataset = dataset;
        this.matching = matching;
    }

    /** Adds what was found in an image. */
    void add(int index, Detections found) {
        AnnotatedImage image = dataset.image(index);
        List<Detection> own =
                IntStream.range(0, found.count())
                        .filter(i -> matching.categories().containsKey(found.labels()[i]))
                        .mapToObj(
                                i ->
                                        FoundObjects.detection(
                                                found,
                                                i,
                                                matching.categories().get(found.labels()[i])))
                        .toList();
        images.add(index);
        detections.add(own);
        boxes.add(ImageMatches.of(OverlapKind.BOX, DetectionLimits.COCO, image, own));
        masks.add(ImageMatches.of(OverlapKind.MASK, DetectionLimits.COCO, image, own));
    }

    /** Adds the numbers behind an image's detections, and those of the reference. */
    void add(float[] reference, float[] found) {
        double own = 0;
        double different = 0;
        boolean numbers = true;
        for (int i = 0; i < found.length; i++) {
            numbers &= Float.isFinite(found[i]);
            own += (double) reference[i] * reference[i];
            different += Math.pow((double) reference[i] - found[i], 2);
        }
        signal += own;
        noise += different;
        notNumbers += numbers ? 0 : 1;
    }

    DetectionAnswers answers(ImageContents contents, long skipped, double seconds) {
        int categories = dataset.categories().size();
        CocoEvaluation ofBoxes = new CocoEvaluation(categories, DetectionLimits.COCO, boxes);
        CocoEvaluation ofMasks = new CocoEvaluation(categories, DetectionLimits.COCO, masks);
        return new DetectionAnswers(
                dataset,
                List.copyOf(images),
                List.copyOf(detections),
                ofBoxes,
                ofMasks,
                new Resampling(ofBoxes),
                new Resampling(ofMasks),
                new Objectness(run, first, signal, noise, notNumbers),
                skipped,
                seconds,
                contents);
    }
}
