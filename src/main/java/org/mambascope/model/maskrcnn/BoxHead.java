package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Probe;
import org.mambascope.model.detection.box.BoxDecoder;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.NonMaximumSuppression;
import org.mambascope.model.detection.box.RoiAlign;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Box head ({@code Shared2FCBBoxHead} of mmdetection): the class of each proposal, and a better box
 * for every class.
 *
 * @param shared layers over the aligned features of a region
 * @param classes logits of the classes, the background's last
 * @param offsets four numbers for each class
 */
record BoxHead(
        List<FloatingLinear> shared,
        FloatingLinear classes,
        FloatingLinear offsets,
        DetectionSettings settings) {
    static final RoiAlign REGIONS = new RoiAlign(7);

    /**
     * Boxes in pixels of the input, by descending score.
     *
     * @param labels classes
     */
    record Found(Boxes boxes, float[] scores, int[] labels) {}

    /**
     * Asks about regions.
     *
     * @param aligned their features, (regions, channels, 7, 7)
     */
    BoxAnswers answer(NDArray aligned) {
        NDArray hidden = aligned.reshape(aligned.getShape().get(0), -1);
        for (FloatingLinear layer : shared) {
            hidden = Activation.relu(layer.apply(hidden));
        }
        return new BoxAnswers(classes.apply(hidden), offsets.apply(hidden));
    }

    /**
     * Chooses the detections.
     *
     * @param width of the image in the input, without padding, in pixels
     * @param height likewise
     */
    Found find(BoxAnswers answer, Boxes regions, int width, int height, Probe probe) {
        probe.offer("box_cls", answer.logits());
        probe.offer("box_reg", answer.offsets());
        float[] probabilities = answer.logits().softmax(1).toFloatArray();
        int count = Math.toIntExact(answer.logits().getShape().tail()) - 1;
        Boxes all =
                BoxDecoder.BOX_HEAD.decode(regions, answer.offsets().toFloatArray(), width, height);
        int[] likely =
                IntStream.range(0, regions.count() * count)
                        .filter(i -> score(probabilities, count, i) > settings.leastScore())
                        .toArray();
        float[] scores = new float[likely.length];
        for (int i = 0; i < likely.length; i++) {
            scores[i] = score(probabilities, count, likely[i]);
        }
        int[] labels = IntStream.of(likely).map(i -> i % count).toArray();
        Boxes boxes = all.select(likely);
        int[] kept =
                Arrays.stream(
                                new NonMaximumSuppression(settings.overlap())
                                        .keep(boxes, scores, labels))
                        .limit(settings.detections())
                        .toArray();
        return new Found(
                boxes.select(kept), Selection.of(scores, kept), Selection.of(labels, kept));
    }

    /** Probability of a class, numbered region · classes + class. */
    private static float score(float[] probabilities, int classes, int number) {
        return probabilities[number / classes * (classes + 1) + number % classes];
    }
}
