package org.mambascope.tensor.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.gradient.DifferentiableKernels;
import org.mambascope.tensor.gradient.GradientTape;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Simulated quantisation, and what its gradients are. */
class FakeQuantisationTest {
    @Test
    @DisplayName("inputs are rounded to their token's levels and clamped at both ends")
    void inputsAreRounded() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            FakeQuantisation quantisers = new FakeQuantisation(manager);
            NDArray x = manager.create(new float[] {0.5f, 2.6f, -9, 40, 1, 2}, new Shape(1, 2, 3));

            float[] y =
                    quantisers
                            .activations(
                                    x,
                                    manager.create(new float[] {1, 2, 1}),
                                    manager.create(new float[] {1, 2}, new Shape(2, 1)),
                                    manager.create(new float[] {1, 0}, new Shape(2, 1)),
                                    manager.create(3f))
                            .toFloatArray();

            assertThat(y).containsExactly(0, 1, -1, 6, 0, 2);
        }
    }

    @Test
    @DisplayName("gradients pass rounding unchanged and stop where a value is clamped")
    void gradientsPassRounding() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            DifferentiableKernels kernels = new DifferentiableKernels(manager);
            FakeQuantisation quantisers = new FakeQuantisation(manager);
            NDArray x = manager.create(new float[] {0.3f, 2.6f, 40}, new Shape(1, 1, 3));
            NDArray step = manager.create(new float[] {1}, new Shape(1, 1));
            x.setRequiresGradient(true);
            step.setRequiresGradient(true);
            try (GradientTape tape = kernels.newTape()) {
                NDArray y =
                        quantisers.activations(
                                x,
                                manager.create(new float[] {1}),
                                step,
                                manager.create(new float[] {0}, new Shape(1, 1)),
                                manager.create(3f));
                tape.backward(y.sum());
            }

            assertThat(x.getGradient().toFloatArray()).containsExactly(1, 1, 0);
            float ofStep = (0 - 0.3f) + (3 - 2.6f) + 3;
            assertThat(step.getGradient().toFloatArray()[0]).isCloseTo(ofStep, within(1e-5f));
        }
    }

    @Test
    @DisplayName("a token's own range covers its values and zero")
    void tokensHaveTheirOwnRange() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            NDArray x = manager.create(new float[] {0, 1, 3, -4, -2, -1}, new Shape(1, 2, 3));

            float[] y =
                    new FakeQuantisation(manager)
                            .tokens(x, manager.create(new float[] {1}), manager.create(3f))
                            .toFloatArray();

            float step = 4 / 3f;
            assertThat(y)
                    .containsExactly(new float[] {0, 1, 3, -4, -2 * step, -step}, within(1e-6f));
        }
    }

    @Test
    @DisplayName("losses are what their definitions say")
    void lossesFollowTheirDefinitions() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            FakeQuantisation quantisers = new FakeQuantisation(manager);
            NDArray y = manager.create(new float[] {3, 4, 1, 0}, new Shape(1, 2, 2));
            NDArray target = manager.create(new float[] {4, 3, 0, 2}, new Shape(1, 2, 2));
            NDArray half = manager.create(0.5f);

            assertThat(quantisers.cosineDistance(y, target, half).getFloat())
                    .isCloseTo(((1 - 24 / 25f) + 1) / 2, within(1e-6f));
            assertThat(quantisers.relativeError(y, target, half).getFloat())
                    .isCloseTo((2 / 25f + 5 / 4f) / 2, within(1e-6f));
        }
    }

    @Test
    @DisplayName("several threads quantise side by side as one does")
    void isSharedByThreads() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            FakeQuantisation quantisers = new FakeQuantisation(manager);
            NDArray smooth = manager.create(new float[] {1, 1, 1, 1});
            NDArray top = manager.create(15f);
            float[] values = {-1, 0.5f, 2, 7, 3, 3.5f, -4, 0};
            float[] expected =
                    quantisers
                            .tokens(manager.create(values, new Shape(1, 2, 4)), smooth, top)
                            .toFloatArray();

            boolean same =
                    IntStream.range(0, 2000)
                            .parallel()
                            .allMatch(
                                    any -> {
                                        try (NDManager own = manager.newSubManager()) {
                                            NDArray x = own.create(values, new Shape(1, 2, 4));
                                            return Arrays.equals(
                                                    expected,
                                                    quantisers
                                                            .tokens(x, smooth, top)
                                                            .toFloatArray());
                                        }
                                    });

            assertThat(same).isTrue();
        }
    }
}
