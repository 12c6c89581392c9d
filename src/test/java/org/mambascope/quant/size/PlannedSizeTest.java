package org.mambascope.quant.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.base.Progress;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.file.QuantisedFileSize;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The size that is promised is the size that is written. */
class PlannedSizeTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(Method.class)
    @DisplayName("every method writes at most 2 % more or less than promised")
    void promisesWhatIsWritten(Method method) throws IOException {
        assertPromised("vim_small_midcls", method, BitPlan.uniform(4, 4));
    }

    @ParameterizedTest(name = "{0}, {1} at {2} and {3} bits")
    @CsvSource({
        "vmamba_small_v0, jlss, 4, 4",
        "vmamba_small_v0, rotated-search, 4, 4",
        "vmamba_small_v0, mambaquant, 8, 8",
        "vim_small_midcls, pts-smooth, 8, 8",
        "vim_small_midcls, pts, 16, 8",
        "vim_small_midcls, rtn, 3, 16"
    })
    @DisplayName("so it is at other bits and in other families")
    void promisesOtherBits(String golden, String method, int weight, int activation)
            throws IOException {
        assertPromised(golden, Method.named(method), BitPlan.uniform(weight, activation));
    }

    @ParameterizedTest
    @EnumSource(names = {"PTS_SMOOTH", "ROTATED_SEARCH"})
    @DisplayName("layers with bits of their own are counted with them")
    void promisesMixedBits(Method method) throws IOException {
        BitPlan plan =
                BitPlan.uniform(8, 8)
                        .with("layers.0.mixer.in_proj", new LayerBits(4, 4))
                        .with("layers.1.mixer.out_proj", LayerBits.FLOATING);

        assertPromised("vim_small_midcls", method, plan);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"vim-fmnist, rotated-search", "vmamba-fmnist, pts-smooth"})
    @Tag("long")
    @DisplayName("so it is with the sample models")
    void promisesSamples(String sample, String method) throws IOException {
        assertPromised(
                Path.of("sample-models", sample + ".safetensors"),
                Method.named(method),
                BitPlan.uniform(4, 4));
    }

    private void assertPromised(String golden, Method method, BitPlan bits) throws IOException {
        assertPromised(Goldens.file(golden + ".safetensors"), method, bits);
    }

    private void assertPromised(Path model, Method method, BitPlan bits) throws IOException {
        Path written = folder.resolve("q.safetensors");
        QuantisationPlan plan =
                QuantisationPlan.of(method, bits).with(LearningSetting.DEFAULT.withEpochs(0));
        new QuantisationJob(model, LoadOptions.DEFAULT, Device.cpu(), written, "1")
                .run(PlannedSizeTest::noise, plan, Progress.NONE, QuantisationObserver.NONE);

        long promised;
        try (LoadedModel open = ModelLoader.load(model, LoadOptions.DEFAULT, Device.cpu())) {
            promised =
                    new PlannedSize(
                                    QuantisedFileSize.planned(open, LoadOptions.DEFAULT, plan, "1"),
                                    open.network().layers(),
                                    plan.recipe())
                            .bytes(bits);
        }

        assertThat((double) promised / Files.size(written)).isCloseTo(1, within(0.02));
    }

    private static CalibrationSet noise(LoadedModel model) {
        int height = model.network().summary().imageHeight();
        int width = model.network().summary().imageWidth();
        float[] values = new float[2 * 3 * height * width];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new CalibrationSet("noise", 2, height, width, values);
    }
}
