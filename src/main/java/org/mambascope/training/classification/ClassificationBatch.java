package org.mambascope.training.classification;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.ModelSummary;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.logits.Logits;
import org.mambascope.training.LearningBatch;

import java.util.Arrays;
import java.util.Map;

/**
 * Images and their classes; the loss is cross entropy.
 *
 * @param values images × 3 × height × width
 * @param labels numbers of the model's classes
 * @param labelSmoothing share of the target that is spread over all classes
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassificationBatch(float[] values, int[] labels, float labelSmoothing)
        implements LearningBatch {
    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Loss loss(VisualMamba network, NDManager scope) {
        ModelSummary summary = network.summary();
        Shape shape = new Shape(size(), 3, summary.imageHeight(), summary.imageWidth());
        NDArray scores = network.forward(scope.create(values, shape), Probe.NONE);
        NDArray targets = targets(scope, summary.classes());
        Confusion confusion = new Confusion(summary.classes());
        confusion.add(Logits.of(scores), labels);
        return new Loss(
                scores.logSoftmax(1).mul(targets).sum().neg(),
                Map.of("trainingAccuracy", confusion.accuracy()));
    }

    /** Target of the images, divided by their number, so that the loss is a mean. */
    private NDArray targets(NDManager scope, int classes) {
        float[] targets = new float[size() * classes];
        Arrays.fill(targets, labelSmoothing / classes / size());
        for (int image = 0; image < size(); image++) {
            targets[image * classes + labels[image]] += (1 - labelSmoothing) / size();
        }
        return scope.create(targets, new Shape(size(), classes));
    }
}
