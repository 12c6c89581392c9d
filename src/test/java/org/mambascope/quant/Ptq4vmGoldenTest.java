package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.learning.BlockReport;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.range.ActivationParameters;

import java.util.List;

/** PTS, smoothing and JLSS against the original code's numbers. */
@Tag("slow")
class Ptq4vmGoldenTest {
    @ParameterizedTest(name = "W{0}A{1}")
    @CsvSource({"8, 8", "6, 6", "4, 8", "4, 4"})
    @DisplayName("smoothing and grid search find the original's scales, steps and zero points")
    void searchFindsTheOriginals(int weight, int activation) {
        LayerBits bits = new LayerBits(weight, activation);
        try (Ptq4vmGoldens golden = new Ptq4vmGoldens()) {
            QuantisationResult result =
                    quantise(golden, bits, LearningSetting.PUBLISHED.withEpochs(0));

            String prefix = Ptq4vmGoldens.words(bits) + ".init.";
            Agreement agreement = new Agreement();
            for (QuantisedLayer layer : result.layers()) {
                ActivationParameters.Static steps =
                        (ActivationParameters.Static) layer.activations();
                String name = prefix + layer.name();
                agreement.add(steps.steps(), golden.floats(name + ".act_step"));
                agreement.add(steps.zeros(), golden.floats(name + ".act_zero"));
                agreement.add(layer.smooth().orElseThrow(), golden.floats(name + ".smooth"));
                agreement.add(
                        layer.weights().orElseThrow().steps(),
                        golden.floats(name + ".weight_step"));
            }
            assertThat(result.layers()).hasSize(18);
            assertThat(agreement.share()).isGreaterThanOrEqualTo(0.99);

            float[] expected = golden.floats(prefix + "logits");
            assertThat(signalToNoise(expected, logits(golden, result.layers()))).isGreaterThan(60);
        }
    }

    /** At 8 bits the published rate is as large as the steps, and the loss wanders by a tenth. */
    @ParameterizedTest(name = "W{0}A{1}, {2} times")
    @CsvSource({"8, 8, 1.15", "6, 6, 1.05", "4, 8, 1.05", "4, 4, 1.05"})
    @DisplayName("the published setting of JLSS ends no worse than the original, block by block")
    void publishedEndsAsTheOriginal(int weight, int activation, double allowed) {
        LayerBits bits = new LayerBits(weight, activation);
        try (Ptq4vmGoldens golden = new Ptq4vmGoldens()) {
            QuantisationResult result =
                    quantise(
                            golden,
                            bits,
                            LearningSetting.PUBLISHED.withEpochs(Ptq4vmGoldens.EPOCHS));

            List<Double> expected = Ptq4vmGoldens.learnedLosses(bits);
            for (int block = 0; block < expected.size(); block++) {
                BlockReport report = result.blocks().get(block);
                assertThat(report.curve().getLast())
                        .isLessThanOrEqualTo(allowed * expected.get(block));
            }
        }
    }

    @ParameterizedTest(name = "W{0}A{1}")
    @CsvSource({"8, 8", "6, 6", "4, 8", "4, 4"})
    @DisplayName("the default setting of JLSS ends below its start and below the original's end")
    void defaultNeverEndsAboveItsStart(int weight, int activation) {
        LayerBits bits = new LayerBits(weight, activation);
        try (Ptq4vmGoldens golden = new Ptq4vmGoldens()) {
            QuantisationResult result = quantise(golden, bits, LearningSetting.DEFAULT);

            List<Double> expected = Ptq4vmGoldens.learnedLosses(bits);
            for (int block = 0; block < expected.size(); block++) {
                BlockReport report = result.blocks().get(block);
                assertThat(report.end()).isLessThan(report.start());
                assertThat(report.endDistance()).isLessThan(expected.get(block));
            }
        }
    }

    private static QuantisationResult quantise(
            Ptq4vmGoldens golden, LayerBits bits, LearningSetting setting) {
        return BlockwiseQuantiser.run(
                Ptq4vmGoldens.model(),
                LoadOptions.DEFAULT,
                Device.cpu(),
                golden.calibration(),
                QuantisationPlan.of(Method.JLSS, BitPlan.uniform(bits.weight(), bits.activation()))
                        .with(setting),
                List.of(),
                Progress.NONE,
                QuantisationObserver.NONE);
    }

    private static float[] logits(Ptq4vmGoldens golden, List<QuantisedLayer> layers) {
        CalibrationSet set = golden.calibration();
        try (LoadedModel model =
                        ModelLoader.load(Ptq4vmGoldens.model(), LoadOptions.DEFAULT, Device.cpu());
                LayerSubstitution quantised = LayerSubstitution.simulate(model.network(), layers);
                NDArray images =
                        model.network()
                                .manager()
                                .create(
                                        golden.images(),
                                        new Shape(4, 3, set.height(), set.width()))) {
            assertThat(quantised).isNotNull();
            return model.network().forward(images, Probe.NONE).toFloatArray();
        }
    }

    /** In dB. */
    private static double signalToNoise(float[] expected, float[] actual) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += expected[i] * expected[i];
            noise += Math.pow(expected[i] - actual[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    /** How many values agree to 1e-4 relative. */
    private static final class Agreement {
        private int values;
        private int agreeing;

        void add(float[] actual, float[] expected) {
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                values++;
                if (Math.abs(actual[i] - expected[i]) <= 1e-4 * Math.abs(expected[i])) {
                    agreeing++;
                }
            }
        }

        double share() {
            return (double) agreeing / values;
        }
    }
}
