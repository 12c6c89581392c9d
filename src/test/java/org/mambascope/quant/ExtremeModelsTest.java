package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.base.Progress;
import org.mambascope.model.Probe;
import org.mambascope.model.TinyModels;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.logits.Logits;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.file.ModelOpener;
import org.mambascope.quant.file.RunnableModel;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Weights and images at the edge of what there is: every method makes a file that gives numbers.
 */
class ExtremeModelsTest {
    private static final int SIDE = TinyModels.SIDE;
    private static final UnaryOperator<float[]> ZEROS = values -> new float[values.length];

    @TempDir private static Path folder;
    private static Path sound;
    private static List<Path> extreme;

    @BeforeAll
    static void writeModels() {
        sound = TinyModels.write("Vim", folder);
        extreme =
                List.of(
                        TinyModels.changed(
                                sound,
                                "zero-row",
                                "layers.0.mixer.out_proj.weight",
                                values -> {
                                    Arrays.fill(values, 0, 16, 0);
                                    return values;
                                }),
                        TinyModels.changed(
                                sound, "zero-weight", "layers.0.mixer.x_proj.weight", ZEROS),
                        TinyModels.changed(sound, "dead-channels", "layers.1.norm.weight", ZEROS));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    @DisplayName("a row of zeros, a layer of zeros, and channels that are dead")
    void extremeWeights(Method method) {
        float[] images = new float[2 * 3 * SIDE * SIDE];
        for (int i = 0; i < images.length; i++) {
            images[i] = i % 7 - 3;
        }
        for (Path model : extreme) {
            assertThat(notNumbers(model, method, images)).as(model.toString()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    @DisplayName("one calibration image of one colour")
    void constantImage(Method method) {
        assertThat(notNumbers(sound, method, new float[3 * SIDE * SIDE])).isZero();
    }

    private static int notNumbers(Path model, Method method, float[] images) {
        int count = images.length / (3 * SIDE * SIDE);
        CalibrationSet set = new CalibrationSet("pattern", count, SIDE, SIDE, images);
        Path file = folder.resolve("quantised.safetensors");
        QuantisationPlan plan =
                QuantisationPlan.of(method, BitPlan.uniform(4, 4))
                        .with(LearningSetting.DEFAULT.withEpochs(1));
        QuantisationJob.Outcome outcome =
                new QuantisationJob(model, LoadOptions.DEFAULT, Device.cpu(), file, "1")
                        .run(_ -> set, plan, Progress.NONE, QuantisationObserver.NONE);
        assertThat(outcome.result().complete()).isTrue();
        try (RunnableModel opened =
                ModelOpener.open(file, LoadOptions.DEFAULT, Device.cpu(), Optional.empty())) {
            NDArray input =
                    opened.model()
                            .network()
                            .manager()
                            .create(images, new Shape(count, 3, SIDE, SIDE));
            return Logits.of(opened.model().network().forward(input, Probe.NONE)).notNumbers();
        }
    }
}
