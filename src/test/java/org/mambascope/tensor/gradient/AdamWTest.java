package org.mambascope.tensor.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.tensor.device.Devices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class AdamWTest {
    private static final double RATE = 0.1;
    private static final double DECAY = 0.2;

    @Test
    @DisplayName("steps equal the published algorithm; only chosen parameters decay")
    void stepsEqualTheAlgorithm() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            DifferentiableKernels kernels = new DifferentiableKernels(manager);
            Map<String, NDArray> parameters = new LinkedHashMap<>();
            parameters.put("w", manager.create(new float[] {1, -2}));
            parameters.put("b", manager.create(new float[] {0.5f}));
            AdamW optimiser =
                    new AdamW(
                            kernels,
                            parameters,
                            name -> new AdamW.Treatment(name.equals("w") ? DECAY : 0, 1),
                            1e9);
            double[] w = {1, -2};
            double[] b = {0.5};
            double[][] wMoments = new double[2][2];
            double[][] bMoments = new double[2][1];

            for (int step = 1; step <= 4; step++) {
                NDArray factors = manager.create(new float[] {step, 3});
                try (GradientTape tape = kernels.newTape()) {
                    NDArray squares = parameters.get("w").square().mul(factors).sum();
                    tape.backward(squares.add(parameters.get("b").square().sum()));
                }
                double length = optimiser.step(step, RATE);

                double[] wGradient = {2 * w[0] * step, 2 * w[1] * 3};
                double[] bGradient = {2 * b[0]};
                assertThat(length)
                        .isCloseTo(
                                Math.sqrt(
                                        wGradient[0] * wGradient[0]
                                                + wGradient[1] * wGradient[1]
                                                + bGradient[0] * bGradient[0]),
                                offset(1e-4));
                update(w, wGradient, wMoments, DECAY, step);
                update(b, bGradient, bMoments, 0, step);
            }

            assertThat(parameters.get("w").toFloatArray())
                    .containsExactly(new float[] {(float) w[0], (float) w[1]}, offset(1e-5f));
            assertThat(parameters.get("b").toFloatArray())
                    .containsExactly(new float[] {(float) b[0]}, offset(1e-5f));
            assertThat(parameters.get("w").getGradient().toFloatArray()).containsOnly(0);
        }
    }

    @Test
    @DisplayName("gradients are scaled down to the longest that is allowed, all together")
    void longGradientsAreScaledDown() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            DifferentiableKernels kernels = new DifferentiableKernels(manager);
            NDArray w = manager.create(new float[] {3, 4});
            AdamW optimiser =
                    new AdamW(kernels, Map.of("w", w), name -> new AdamW.Treatment(0, 1), 1);
            try (GradientTape tape = kernels.newTape()) {
                tape.backward(w.square().sum());
            }

            double length = optimiser.step(1, RATE);

            assertThat(length).isCloseTo(10, offset(1e-4));
            assertThat(optimiser.moments().get("mean.w").toFloatArray())
                    .containsExactly(new float[] {0.06f, 0.08f}, offset(1e-6f));
        }
    }

    @Test
    @DisplayName("tensors are moved all the way or a part of it")
    void tensorsAreMoved() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            DifferentiableKernels kernels = new DifferentiableKernels(manager);
            NDArray target = manager.create(new float[] {1, 2});
            NDArray source = manager.create(new float[] {3, 4});

            kernels.move(List.of(target), List.of(source), 0.25);
            assertThat(target.toFloatArray()).containsExactly(1.5f, 2.5f);

            kernels.move(List.of(target), List.of(source), 1);
            assertThat(target.toFloatArray()).containsExactly(3, 4);
        }
    }

    private static void update(
            double[] w, double[] gradient, double[][] moments, double decay, int step) {
        for (int i = 0; i < w.length; i++) {
            moments[0][i] = 0.9 * moments[0][i] + 0.1 * gradient[i];
            moments[1][i] = 0.999 * moments[1][i] + 0.001 * gradient[i] * gradient[i];
            double mean = moments[0][i] / (1 - Math.pow(0.9, step));
            double square = moments[1][i] / (1 - Math.pow(0.999, step));
            w[i] = w[i] * (1 - RATE * decay) - RATE * mean / (Math.sqrt(square) + 1e-8);
        }
    }
}
