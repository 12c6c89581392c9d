package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.TokenMeans;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.range.CalibrationInput;

import java.util.List;
import java.util.Optional;

/** Quantised layers as integers against the same layers simulated, and rotated ones as such. */
class IntegerExecutionTest {
    @ParameterizedTest
    @EnumSource(names = {"PTS_SMOOTH", "ROTATED_SEARCH"})
    @DisplayName(
            "integers give what the simulation gives, where 8 bits are exact or weights take 7")
    void integersGiveWhatTheSimulationGives(Method method) {
        try (Ptq4vmGoldens golden = new Ptq4vmGoldens();
                LoadedModel model =
                        ModelLoader.load(
                                Ptq4vmGoldens.model(), LoadOptions.DEFAULT, Device.cpu())) {
            List<QuantisedLayer> layers = layers(golden, method, 8);
            float[] exact = logits(model, golden);
            float[] simulated;
            try (LayerSubstitution network = LayerSubstitution.simulate(model.network(), layers)) {
                assertThat(network.integerLayers()).isZero();
                simulated = logits(model, golden);
            }
            float[] integers;
            try (LayerSubstitution network = LayerSubstitution.integers(model.network(), layers)) {
                assertThat(network.integerLayers()).isIn(0, layers.size());
                integers = logits(model, golden);
            }

            assertThat(decibels(exact, simulated)).isGreaterThan(30);
            assertThat(decibels(simulated, integers)).isGreaterThan(30);
        }
    }

    @Test
    @DisplayName("a rotated layer that is not rounded to few levels equals the original")
    void rotationAloneChangesNothing() {
        InputBasis basis =
                InputBasis.smoothed(Optional.of(new float[] {1, 2, 0.5f, 4}))
                        .less(
                                new TokenMeans(
                                        1,
                                        new float[] {0.5f},
                                        new float[] {0.2f, 0.4f, 0.6f, 0.8f}))
                        .rotate();
        float[] weights = {1, -2, 3, 0.5f, 0.25f, 1, -1, 2};
        float[] x = {0.3f, -1, 2, 0.7f};
        CalibrationInput entering = basis.of(new CalibrationInput("layer", 1, 4, x));
        float[] rotated = basis.weights(weights, 4);
        float[] means = {0.1f, 0.4f, 0.15f, 1.6f};

        for (int row = 0; row < 2; row++) {
            double expected = 0;
            double actual = 0;
            for (int k = 0; k < 4; k++) {
                expected += weights[4 * row + k] * x[k];
                actual += rotated[4 * row + k] * entering.values()[k];
                actual += weights[4 * row + k] * means[k];
            }
            assertThat(actual).isCloseTo(expected, within(1e-5));
        }
    }

    private static List<QuantisedLayer> layers(Ptq4vmGoldens golden, Method method, int bits) {
        return BlockwiseQuantiser.run(
                        Ptq4vmGoldens.model(),
                        LoadOptions.DEFAULT,
                        Device.cpu(),
                        golden.calibration(),
                        QuantisationPlan.of(method, BitPlan.uniform(bits, bits)),
                        List.of(),
                        Progress.NONE,
                        QuantisationObserver.NONE)
                .layers();
    }

    private static float[] logits(LoadedModel model, Ptq4vmGoldens golden) {
        CalibrationSet set = golden.calibration();
        try (NDArray images =
                model.network()
                        .manager()
                        .create(golden.images(), new Shape(4, 3, set.height(), set.width()))) {
            return model.network().forward(images, Probe.NONE).toFloatArray();
        }
    }

    private static double decibels(float[] expected, float[] actual) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += expected[i] * expected[i];
            noise += Math.pow(expected[i] - actual[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }
}
