package org.mambascope.model.maskrcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mambascope.tensor.Differences.gaussian;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.preset.NewModel;
import org.mambascope.tensor.gradient.DifferentiableKernels;
import org.mambascope.tensor.gradient.GradientTape;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gradients of every part of a small Mask R-CNN, over two images at once. */
class BatchAnswersTest {
    private static final int SIDE = 64;
    private static final int CLASSES = 3;
    private static final double STEP = 2e-3;

    /** Of differences in single precision. */
    private static final double NOISE = 3e-3;

    /** Of both images; large ones, so that they are of different levels. */
    private static final List<Boxes> REGIONS =
            List.of(Boxes.of(3, 5, 30, 41, 0, 0, 64, 64), Boxes.of(20.5f, 10, 50, 61));

    @TempDir private Path folder;
    private Path weights;

    @BeforeEach
    void givenANewModel() {
        weights = folder.resolve("new.safetensors");
        NewModel.write(
                MaskRcnnConfiguration.small(SIDE, CLASSES), "tiny", 3, weights, Progress.NONE);
    }

    /** A number that depends on every answer, and its gradients. */
    private final class Loss implements AutoCloseable {
        private final LoadedModel model;
        private final DifferentiableKernels kernels;

        Loss() {
            DifferentiableKernels[] used = new DifferentiableKernels[1];
            model =
                    ModelLoader.load(
                            weights,
                            LoadOptions.DEFAULT,
                            Device.cpu(),
                            manager -> used[0] = new DifferentiableKernels(manager));
            kernels = used[0];
        }

        Map<String, NDArray> parameters() {
            return model.network().leaves();
        }

        Map<String, float[]> gradients() {
            parameters().values().forEach(parameter -> parameter.setRequiresGradient(true));
            try (NDManager scope = model.network().manager().newSubManager();
                    GradientTape tape = kernels.newTape()) {
                tape.backward(value(scope));
            }
            Map<String, float[]> gradients = new LinkedHashMap<>();
            parameters()
                    .forEach(
                            (name, parameter) ->
                                    gradients.put(name, parameter.getGradient().toFloatArray()));
            return gradients;
        }

        double value() {
            try (NDManager scope = model.network().manager().newSubManager()) {
                return value(scope).getFloat();
            }
        }

        private NDArray value(NDManager scope) {
            Random random = new Random(9);
            Shape shape = new Shape(2, 3, SIDE, SIDE);
            NDArray images = scope.create(gaussian(random, (int) shape.size(), 1), shape);
            BatchAnswers answers = BatchAnswers.of(model.network(), images);
            BoxAnswers boxes = answers.boxes(REGIONS);
            return sum(scope, random, answers.objectness())
                    .add(sum(scope, random, answers.offsets()))
                    .add(sum(scope, random, boxes.logits()))
                    .add(sum(scope, random, boxes.offsets()))
                    .add(sum(scope, random, answers.masks(REGIONS)));
        }

        private NDArray sum(NDManager scope, Random random, NDArray answer) {
            int size = Math.toIntExact(answer.size());
            double deviation = 1 / Math.sqrt(size);
            return answer.mul(scope.create(gaussian(random, size, deviation), answer.getShape()))
                    .sum();
        }

        void move(NDArray parameter, float[] direction, double by) {
            try (NDManager scope = model.network().manager().newSubManager()) {
                float[] values = parameter.toFloatArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] += (float) (by * direction[i]);
                }
                NDArray moved = scope.create(values, parameter.getShape());
                kernels.move(List.of(parameter), List.of(moved), 1);
            }
        }

        @Override
        public void close() {
            model.close();
        }
    }

    @Test
    @DisplayName("along its gradient every parameter changes the answers as fast as that is long")
    void gradientsAreThoseOfDifferences() {
        Map<String, float[]> gradients;
        try (Loss loss = new Loss()) {
            gradients = loss.gradients();
        }
        try (Loss loss = new Loss()) {
            assertThat(gradients.keySet()).isEqualTo(loss.parameters().keySet());
            gradients.forEach(
                    (name, gradient) -> {
                        double length = length(gradient);
                        assertThat(length).as(name).isPositive();
                        assertThat(slope(loss, loss.parameters().get(name), gradient, length))
                                .as(name)
                                .isCloseTo(length, within(0.03 * length + NOISE));
                    });
        }
    }

    private static double slope(Loss loss, NDArray parameter, float[] gradient, double length) {
        loss.move(parameter, gradient, STEP / length);
        double above = loss.value();
        loss.move(parameter, gradient, -2 * STEP / length);
        double below = loss.value();
        loss.move(parameter, gradient, STEP / length);
        return (above - below) / (2 * STEP);
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
