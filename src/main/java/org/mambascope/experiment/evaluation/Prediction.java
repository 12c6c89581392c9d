package org.mambascope.experiment.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.logits.Logits;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A predicted class of an image.
 *
 * @param index of the class
 * @param name of the class
 * @param probability 0 … 1, softmax of the logits, sigmoid of a single one
 */
public record Prediction(int index, String name, double probability) {
    /**
     * The most probable classes of an image, the most probable first; none if its logits are not
     * numbers.
     */
    public static List<Prediction> top(LoadedModel model, Picture picture, int count) {
        model.requireClassifier();
        try (NDManager manager = model.network().manager().newSubManager()) {
            int height = model.preprocessing().height();
            int width = model.preprocessing().width();
            NDArray image =
                    manager.create(
                            model.preprocessing().apply(picture), new Shape(1, 3, height, width));
            NDArray logits = model.network().forward(image, Probe.NONE);
            if (!Logits.of(logits).areNumbers(0)) {
                return List.of();
            }
            float[] probabilities =
                    model.isSigmoid()
                            ? sigmoid(logits.toFloatArray()[0])
                            : logits.softmax(1).toFloatArray();
            return IntStream.range(0, probabilities.length)
                    .mapToObj(i -> new Prediction(i, model.className(i), probabilities[i]))
                    .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
                    .limit(count)
                    .toList();
        }
    }

    private static float[] sigmoid(float logit) {
        double probability = 1 / (1 + Math.exp(-logit));
        return new float[] {(float) (1 - probability), (float) probability};
    }
}
