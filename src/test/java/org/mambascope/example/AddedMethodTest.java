package org.mambascope.example;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Decibels;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.TinyModels;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.ActivationRule;
import org.mambascope.quant.plan.BasisRule;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.RangeRule;
import org.mambascope.quant.plan.Recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A method is a recipe of known parts. */
class AddedMethodTest {
    private static final Recipe RECIPE =
            Recipe.plain(
                            new ActivationRule.Static(
                                    ActivationRule.Granularity.TOKEN,
                                    new RangeRule.Percentile(99.99)),
                            new RangeRule.MinMax())
                    .withSmoothing(0.3)
                    .in(BasisRule.ROTATED);

    private static final int IMAGES = 4;

    @TempDir private Path folder;

    @Test
    @DisplayName("its layers take the model's own layers' place and answer nearly alike at 8 bits")
    void quantisesAModel() {
        CalibrationSet images = images();
        QuantisationPlan plan =
                new QuantisationPlan(
                        Method.PTS, RECIPE, BitPlan.uniform(8, 8), LearningSetting.DEFAULT, 0);
        try (LoadedModel model =
                ModelLoader.load(
                        TinyModels.write("Vim", folder), LoadOptions.DEFAULT, Device.cpu())) {
            float[] exact = logits(model, images);

            List<QuantisedLayer> layers =
                    BlockwiseQuantiser.search(model.network(), images, plan, Progress.NONE)
                            .layers();

            assertThat(layers)
                    .hasSameSizeAs(model.network().layers())
                    .allMatch(layer -> layer.basis().rotated() && layer.smooth().isPresent());
            try (LayerSubstitution quantised =
                    LayerSubstitution.simulate(model.network(), layers)) {
                assertThat(quantised).isNotNull();
                assertThat(decibels(exact, logits(model, images))).isBetween(20.0, 80.0);
            }
        }
    }

    private static CalibrationSet images() {
        float[] pixels = new float[IMAGES * 3 * TinyModels.SIDE * TinyModels.SIDE];
        Random random = new Random(7);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return new CalibrationSet("noise", IMAGES, TinyModels.SIDE, TinyModels.SIDE, pixels);
    }

    private static float[] logits(LoadedModel model, CalibrationSet images) {
        Shape shape = new Shape(IMAGES, 3, TinyModels.SIDE, TinyModels.SIDE);
        try (NDArray input = model.network().manager().create(images.values(), shape);
                NDArray logits = model.network().forward(input, Probe.NONE)) {
            return logits.toFloatArray();
        }
    }

    private static double decibels(float[] exact, float[] found) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < exact.length; i++) {
            signal += exact[i] * exact[i];
            noise += Math.pow(exact[i] - found[i], 2);
        }
        return Decibels.of(signal, noise);
    }
}
