package org.mambascope.training.detection;

import org.mambascope.model.detection.box.BoxDecoder;
import org.mambascope.model.detection.box.BoxEncoder;
import org.mambascope.model.detection.box.Boxes;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What the anchors of a batch are to say. Weights are 0 of those that are not sampled, else 1 over
 * the number of sampled anchors of all images.
 *
 * @param objectness 1 of anchors with an object, images × anchors
 * @param weights of objectness
 * @param offsets to the objects, images × anchors × 4
 * @param offsetWeights of each offset
 */
@SuppressWarnings("ArrayRecordComponent")
record AnchorTargets(float[] objectness, float[] weights, float[] offsets, float[] offsetWeights) {
    /** Targets of a batch. */
    static AnchorTargets of(
            Boxes anchors,
            List<DetectionExample> examples,
            RandomSampler sampler,
            SplittableRandom random) {
        int count = anchors.count();
        int all = examples.size() * count;
        AnchorTargets targets =
                new AnchorTargets(
                        new float[all],
                        new float[all],
                        new float[Boxes.SIDES * all],
                        new float[Boxes.SIDES * all]);
        int sampled = 0;
        for (int image = 0; image < examples.size(); image++) {
            Boxes objects = examples.get(image).objects();
            int[] assigned = MaxIouAssigner.ANCHORS.assign(anchors, objects);
            RandomSampler.Sample sample = sampler.sample(assigned, random);
            targets.add(image * count, anchors, objects, assigned, sample);
            sampled += sample.size();
        }
        divide(targets.weights, sampled);
        divide(targets.offsetWeights, sampled);
        return targets;
    }

    private void add(
            int first, Boxes anchors, Boxes objects, int[] assigned, RandomSampler.Sample sample) {
        for (int anchor : sample.negatives()) {
            weights[first + anchor] = 1;
        }
        int[] matched = new int[sample.positives().length];
        for (int i = 0; i < matched.length; i++) {
            matched[i] = assigned[sample.positives()[i]];
        }
        float[] encoded =
                new BoxEncoder(BoxDecoder.RPN)
                        .encode(anchors.select(sample.positives()), objects.select(matched));
        for (int i = 0; i < matched.length; i++) {
            int at = first + sample.positives()[i];
            objectness[at] = 1;
            weights[at] = 1;
            for (int side = 0; side < Boxes.SIDES; side++) {
                offsets[Boxes.SIDES * at + side] = encoded[Boxes.SIDES * i + side];
                offsetWeights[Boxes.SIDES * at + side] = 1;
            }
        }
    }

    private static void divide(float[] weights, int by) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= Math.max(1, by);
        }
    }
}
