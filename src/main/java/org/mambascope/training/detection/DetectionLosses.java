package org.mambascope.training.detection;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.maskrcnn.BatchAnswers;
import org.mambascope.model.maskrcnn.BoxAnswers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Losses of a Mask R-CNN as mmdetection has them: cross entropy of classes and masks, L1 of
 * offsets. Factors are tensors, since gradients flow through what they multiply.
 *
 * @param scope owner of the targets
 */
record DetectionLosses(NDManager scope) {
    private static final int CELLS = BatchAnswers.MASK_SIDE * BatchAnswers.MASK_SIDE;

    /** Losses of the region proposal network. */
    Map<String, NDArray> proposals(BatchAnswers answers, AnchorTargets targets) {
        NDArray logits = answers.objectness();
        NDArray offsets = answers.offsets();
        Map<String, NDArray> losses = new LinkedHashMap<>();
        losses.put("objectnessLoss", entropy(logits, targets.objectness(), targets.weights()));
        losses.put("proposalLoss", distance(offsets, targets.offsets(), targets.offsetWeights()));
        return losses;
    }

    /** Losses of the box head. */
    Map<String, NDArray> boxes(
            BatchAnswers answers, List<DetectionExample> examples, List<RegionTargets> targets) {
        List<Boxes> regions = targets.stream().map(RegionTargets::regions).toList();
        int count = regions.stream().mapToInt(Boxes::count).sum();
        if (count == 0) {
            return Map.of();
        }
        BoxAnswers said = answers.boxes(regions);
        int columns = Math.toIntExact(said.logits().getShape().tail());
        int background = columns - 1;
        float[] classes = new float[count * columns];
        float[] offsets = new float[count * Boxes.SIDES * background];
        float[] weights = new float[offsets.length];
        int row = 0;
        for (int image = 0; image < targets.size(); image++) {
            RegionTargets own = targets.get(image);
            for (int region = 0; region < own.regions().count(); region++, row++) {
                boolean hit = region < own.objects().length;
                int label = hit ? examples.get(image).labels()[own.objects()[region]] : background;
                classes[row * columns + label] = 1f / count;
                if (hit) {
                    int at = Boxes.SIDES * (row * background + label);
                    System.arraycopy(own.offsets(), Boxes.SIDES * region, offsets, at, Boxes.SIDES);
                    Arrays.fill(weights, at, at + Boxes.SIDES, 1f / count);
                }
            }
        }
        NDArray wanted = scope.create(classes, said.logits().getShape());
        Map<String, NDArray> losses = new LinkedHashMap<>();
        losses.put("classLoss", said.logits().logSoftmax(1).mul(wanted).sum().neg());
        losses.put("boxLoss", distance(said.offsets(), offsets, weights));
        return losses;
    }

    /** Loss of the mask head; empty if no region has an object whose outline is known. */
    Map<String, NDArray> masks(
            BatchAnswers answers, List<DetectionExample> examples, List<RegionTargets> targets) {
        List<Boxes> regions = new ArrayList<>();
        List<float[]> masks = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int image = 0; image < targets.size(); image++) {
            RegionTargets own = targets.get(image);
            DetectionExample example = examples.get(image);
            int[] masked = own.masked(example);
            regions.add(own.regions().select(masked));
            for (int region : masked) {
                masks.add(own.mask(example, region));
                labels.add(example.labels()[own.objects()[region]]);
            }
        }
        if (masks.isEmpty()) {
            return Map.of();
        }
        NDArray logits = answers.masks(regions);
        float[] cells = new float[masks.size() * CELLS];
        for (int region = 0; region < masks.size(); region++) {
            System.arraycopy(masks.get(region), 0, cells, region * CELLS, CELLS);
        }
        float[] weights = new float[cells.length];
        Arrays.fill(weights, 1f / weights.length);
        return Map.of("maskLoss", entropy(own(logits, labels), cells, weights));
    }

    /** Logits of each region's own class, (regions, cells). */
    private NDArray own(NDArray logits, List<Integer> labels) {
        int classes = Math.toIntExact(logits.getShape().tail());
        float[] chosen = new float[labels.size() * classes];
        for (int region = 0; region < labels.size(); region++) {
            chosen[region * classes + labels.get(region)] = 1;
        }
        return logits.mul(scope.create(chosen, new Shape(labels.size(), 1, classes)))
                .sum(new int[] {2});
    }

    /** Weighted sum of the cross entropies of logits with 0 or 1. */
    private NDArray entropy(NDArray logits, float[] targets, float[] weights) {
        NDArray wanted = scope.create(targets, logits.getShape());
        return Activation.softPlus(logits)
                .sub(logits.mul(wanted))
                .mul(scope.create(weights, logits.getShape()))
                .sum();
    }

    /** Weighted sum of absolute differences. */
    private NDArray distance(NDArray values, float[] targets, float[] weights) {
        return values.sub(scope.create(targets, values.getShape()))
                .abs()
                .mul(scope.create(weights, values.getShape()))
                .sum();
    }
}
