package org.mambascope.experiment.task;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.experiment.detection.CocoEvaluation;
import org.mambascope.experiment.detection.CocoMetric;
import org.mambascope.experiment.detection.CocoMetrics;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.image.content.ImageContents;

import java.util.List;
import java.util.Locale;

/**
 * Objects that a detector found in the images of a dataset.
 *
 * @param dataset of the images
 * @param indices the images' numbers in it
 * @param detections of each image, by descending score
 * @param boxes evaluation of the boxes
 * @param masks evaluation of the masks
 * @param boxSamples resamples of {@code boxes}
 * @param maskSamples resamples of {@code masks}
 * @param numbers behind the detections
 * @param skipped images that could not be read
 * @param seconds that it took, reading included
 * @param contents of the images
 */
public record DetectionAnswers(
        DetectionDataset dataset,
        List<Integer> indices,
        List<List<Detection>> detections,
        CocoEvaluation boxes,
        CocoEvaluation masks,
        Resampling boxSamples,
        Resampling maskSamples,
        Objectness numbers,
        long skipped,
        double seconds,
        ImageContents contents)
        implements Answers {
    @Override
    public int notNumbers() {
        return numbers.notNumbers();
    }

    @Override
    public int images() {
        return indices.size();
    }

    /** Average precision of boxes and of masks, in percent; intervals from resampled images. */
    @Override
    public List<Measure> measures() {
        return List.of(
                boxSamples.measure("box_ap", "box AP %", CocoMetric.AP),
                maskSamples.measure("mask_ap", "mask AP %", CocoMetric.AP),
                boxSamples.measure("box_ap50", "box AP50 %", CocoMetric.AP_50),
                maskSamples.measure("mask_ap50", "mask AP50 %", CocoMetric.AP_50));
    }

    /** The box AP in percent. */
    @Override
    public double accuracyPercent() {
        return Resampling.percent(boxes.metrics(), CocoMetric.AP);
    }

    /** Fractions, 0 … 1; then COCO's twelve numbers, −1 where there is no object to find. */
    @Override
    public void writeMeasures(ObjectNode node) {
        for (Measure measure : measures()) {
            node.put(measure.id(), measure.value() / 100);
            node.putArray(measure.id() + "_interval")
                    .add(measure.low() / 100)
                    .add(measure.high() / 100);
        }
        writeNumbers(node.putObject("box"), boxes.metrics());
        writeNumbers(node.putObject("mask"), masks.metrics());
    }

    private static void writeNumbers(ObjectNode node, CocoMetrics metrics) {
        for (CocoMetric metric : CocoMetric.values()) {
            node.put(metric.name().toLowerCase(Locale.ROOT), metrics.get(metric).orElse(-1));
        }
    }

    @Override
    public double loss() {
        return Double.NaN;
    }

    /** Agreement is that of detections; the test is of the box AP, on resampled images. */
    @Override
    public PairedComparison against(Answers reference) {
        if (!(reference instanceof DetectionAnswers other) || !other.indices().equals(indices)) {
            throw new Problem(
                    "Expected a detector's answers to the same %,d images to compare with, found others."
                            .formatted(images()));
        }
        return new PairedComparison(
                DetectionAgreement.percent(other.detections(), detections),
                numbers.signalToNoise(other.numbers()),
                other.boxSamples().probability(boxSamples));
    }
}
