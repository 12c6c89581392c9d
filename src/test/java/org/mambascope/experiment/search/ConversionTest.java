package org.mambascope.experiment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.base.Progress;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;

/** Found plans of a small Vim, carried out by a method that learns. */
class ConversionTest {
    private static final QuantisationPlan LEARNED =
            QuantisationPlan.of(Method.JLSS, BitPlan.uniform(8, 8))
                    .with(LearningSetting.DEFAULT.withEpochs(1));

    private static QuantisableModel opened() {
        return QuantisableModel.open(
                Goldens.file("vim_small_midcls.safetensors"),
                LoadOptions.DEFAULT,
                Device.cpu(),
                ConversionTest::noise,
                Progress.NONE);
    }

    private static CalibrationSet noise(LoadedModel model) {
        ModelSummary summary = model.network().summary();
        float[] values = new float[4 * 3 * summary.imageHeight() * summary.imageWidth()];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new CalibrationSet("noise", 4, summary.imageHeight(), summary.imageWidth(), values);
    }

    @Test
    @DisplayName("a plan's own bits are learned, layer by layer, one plan after the other")
    void convertsWithThePlansBits() {
        try (QuantisableModel model = opened()) {
            Conversion conversion = new Conversion(model, LEARNED);
            String own = "layers.0.mixer.out_proj";

            List<QuantisedLayer> first =
                    conversion.convert(
                            new BitPlan(new LayerBits(4, 8), Map.of(own, new LayerBits(8, 8))),
                            Progress.NONE);
            List<QuantisedLayer> second = conversion.convert(BitPlan.uniform(4, 4), Progress.NONE);

            assertThat(conversion.name()).isEqualTo("PTS + JLSS");
            assertThat(first)
                    .allSatisfy(
                            layer ->
                                    assertThat(layer.bits())
                                            .isEqualTo(
                                                    new LayerBits(
                                                            layer.name().equals(own) ? 8 : 4, 8)));
            assertThat(first).extracting(QuantisedLayer::name).contains(own);
            assertThat(second).hasSameSizeAs(first);
            assertThat(second)
                    .allSatisfy(layer -> assertThat(layer.bits()).isEqualTo(new LayerBits(4, 4)));
        }
    }

    @Test
    @DisplayName("it stops when the user cancels, and gives no half-converted plan")
    void stops() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(long done, long total, String step) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        try (QuantisableModel model = opened()) {
            Conversion conversion = new Conversion(model, LEARNED);

            assertThatThrownBy(() -> conversion.convert(BitPlan.uniform(4, 4), cancelled))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
