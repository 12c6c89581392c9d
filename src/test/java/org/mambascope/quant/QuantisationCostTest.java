package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Progress;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

class QuantisationCostTest {
    @TempDir private Path folder;

    @ParameterizedTest(name = "{0} with {1} images: {2}")
    @CsvSource({"pts-smooth, 64, true", "jlss, 64, true", "pts-smooth, 16, false"})
    @DisplayName("the time is known before the first block is done, but for few images")
    void costIsToldBefore(String method, int images, boolean known) {
        List<Optional<Duration>> told = new ArrayList<>();
        List<String> blocks = new ArrayList<>();

        run(
                method,
                images,
                new QuantisationObserver() {
                    @Override
                    public void cost(Supplier<Optional<Duration>> expected) {
                        assertThat(blocks).isEmpty();
                        told.add(expected.get());
                    }

                    @Override
                    public void block(String block, List<QuantisedLayer> layers) {
                        blocks.add(block);
                    }
                });

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().isPresent()).isEqualTo(known);
        told.getFirst().ifPresent(time -> assertThat(time).isPositive());
        assertThat(blocks).isNotEmpty();
    }

    @Test
    @DisplayName("who does not want to spend the time stops it, and nothing is written")
    void costMayBeTooMuch() {
        assertThatThrownBy(
                        () ->
                                run(
                                        "pts",
                                        64,
                                        new QuantisationObserver() {
                                            @Override
                                            public void cost(
                                                    Supplier<Optional<Duration>> expected) {
                                                throw new CancellationException();
                                            }
                                        }))
                .isInstanceOf(CancellationException.class);
        assertThat(Files.exists(folder.resolve("q.safetensors"))).isFalse();
    }

    private void run(String method, int images, QuantisationObserver observer) {
        new QuantisationJob(
                        Goldens.file("vim_small_midcls.safetensors"),
                        LoadOptions.DEFAULT,
                        Device.cpu(),
                        folder.resolve("q.safetensors"),
                        "1")
                .run(
                        model -> noise(model, images),
                        QuantisationPlan.of(Method.named(method), BitPlan.uniform(4, 4))
                                .with(LearningSetting.DEFAULT.withEpochs(1)),
                        Progress.NONE,
                        observer);
    }

    private static CalibrationSet noise(LoadedModel model, int images) {
        int height = model.network().summary().imageHeight();
        int width = model.network().summary().imageWidth();
        float[] values = new float[images * 3 * height * width];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new CalibrationSet("noise", images, height, width, values);
    }
}
