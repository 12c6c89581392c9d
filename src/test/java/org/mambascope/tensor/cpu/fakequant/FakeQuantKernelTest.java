package org.mambascope.tensor.cpu.fakequant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.tensor.Differences;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.FakeQuantisation;
import org.mambascope.tensor.gradient.DifferentiableKernels;
import org.mambascope.tensor.gradient.GradientTape;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Java's quantiser against the operators that say what it should do. */
class FakeQuantKernelTest {
    /** x, smoothing scales, steps and zero points of a layer, all of which are learned. */
    private record Case(NDArray x, NDArray smooth, NDArray step, NDArray zero, NDArray top) {
        static Case random(NDManager manager, int images, int tokens, int channels, int groups) {
            Random random = new Random(channels);
            return new Case(
                    values(manager, new Shape(images, tokens, channels), random, 4, 0),
                    values(manager, new Shape(channels), random, 0.2f, 1),
                    values(manager, new Shape(groups, 1), random, 0.05f, 0.5f),
                    values(manager, new Shape(groups, 1), random, 2, 7).round(),
                    manager.create(15f));
        }

        private static NDArray values(
                NDManager manager, Shape shape, Random random, float spread, float around) {
            float[] values = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = around + spread * (float) random.nextGaussian();
            }
            return manager.create(values, shape);
        }

        List<NDArray> learned() {
            return List.of(x, smooth, step, zero);
        }
    }

    private record Outcome(float[] y, List<float[]> gradients) {
        static Outcome of(Case given, FakeQuantisation quantisers, DifferentiableKernels kernels) {
            given.learned().forEach(tensor -> tensor.setRequiresGradient(true));
            try (GradientTape tape = kernels.newTape()) {
                NDArray y =
                        quantisers.activations(
                                given.x(), given.smooth(), given.step(), given.zero(), given.top());
                float[] values = y.toFloatArray();
                tape.backward(y.mul(y).sum());
                return new Outcome(
                        values,
                        given.learned().stream().map(t -> t.getGradient().toFloatArray()).toList());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 5, 32, 5", "3, 7, 44, 7", "1, 70, 12, 70", "2, 4, 19, 1"})
    @DisplayName("values and all gradients are those of the operators")
    void agreesWithOperators(int images, int tokens, int channels, int groups) {
        try (NDManager manager = Devices.newManager(Device.cpu());
                NDManager other = Devices.newManager(Device.cpu())) {
            DifferentiableKernels kernels = new DifferentiableKernels(manager);
            Case given = Case.random(manager, images, tokens, channels, groups);
            Case same = Case.random(other, images, tokens, channels, groups);

            Outcome java = Outcome.of(given, new FakeQuantisation(manager, kernels), kernels);
            Outcome operators = Outcome.of(same, new FakeQuantisation(manager), kernels);

            assertThat(java.y()).containsExactly(operators.y());
            Stream.of(0, 1, 2, 3)
                    .forEach(
                            i ->
                                    Differences.assertClose(
                                            "gradient " + i,
                                            java.gradients().get(i),
                                            Differences.doubles(operators.gradients().get(i)),
                                            1e-5));
        }
    }
}
