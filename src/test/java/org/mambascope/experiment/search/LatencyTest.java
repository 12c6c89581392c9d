package org.mambascope.experiment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.base.Progress;
import org.mambascope.experiment.benchmark.LayerTimes;
import org.mambascope.model.Goldens;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A small Vim whose layers are timed at W8A8, W4A8 and W4A4: what is predicted of plans. */
class LatencyTest {
    private static final BitPlan FLOATING = BitPlan.FLOATING;

    private LoadedModel model;
    private List<QuantisedLayer> eight;
    private List<QuantisedLayer> four;

    @BeforeEach
    void quantise() {
        model =
                ModelLoader.load(
                        Goldens.file("vim_small_midcls.safetensors"),
                        LoadOptions.DEFAULT,
                        Device.cpu());
        eight = layers(8, 8);
        four = layers(4, 4);
    }

    @AfterEach
    void close() {
        model.close();
    }

    private List<QuantisedLayer> layers(int weights, int activations) {
        ModelSummary summary = model.network().summary();
        float[] values = new float[2 * 3 * summary.imageHeight() * summary.imageWidth()];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        CalibrationSet set =
                new CalibrationSet("noise", 2, summary.imageHeight(), summary.imageWidth(), values);
        QuantisationPlan plan =
                QuantisationPlan.of(Method.PTS, BitPlan.uniform(weights, activations));
        return BlockwiseQuantiser.search(model.network(), set, plan, Progress.NONE).layers();
    }

    private Latency measured() {
        return new Latency(
                model.network(),
                LayerTimes.measure(
                        model.network(), List.of(eight, layers(4, 8), four), 1, 3, Progress.NONE));
    }

    @Test
    @DisplayName("a plan takes the model's time less what its layers save, layer by layer")
    void predictsBySavings() {
        Latency latency = measured();
        double saved = 0;
        for (LayerSite site : model.network().layers()) {
            saved +=
                    latency.times().of(site, Optional.empty())
                            - latency.times().of(site, of(site, eight));
        }

        assertThat(latency.whole(FLOATING, List.of())).isEqualTo(latency.times().model());
        assertThat(latency.whole(BitPlan.uniform(8, 8), eight))
                .isCloseTo(latency.times().model() - saved, within(1e-9));
        assertThat(latency.times().model()).isPositive();
    }

    @Test
    @DisplayName("fewer than eight bits take one time, whatever their number: nothing is faster")
    void fewerBitsAreNotFaster() {
        Latency latency = measured();
        LayerSite site = model.network().layers().getFirst();
        QuantisedLayer narrow = of(site, four).orElseThrow();
        QuantisedLayer mixed = of(site, layers(4, 8)).orElseThrow();

        assertThat(latency.times().of(site, Optional.of(narrow)))
                .isEqualTo(latency.times().of(site, Optional.of(mixed)));
        assertThat(narrow.canMultiplyIntegers()).isFalse();
        assertThat(of(site, eight).orElseThrow().canMultiplyIntegers()).isTrue();
    }

    @Test
    @DisplayName("layers of one shape that compute alike have one time")
    void poolsLayersOfAShape() {
        Latency latency = measured();
        int shapes =
                Math.toIntExact(
                        model.network().layers().stream()
                                .map(
                                        site ->
                                                List.of(
                                                        site.order().length(),
                                                        site.inputChannels(),
                                                        site.outputChannels()))
                                .distinct()
                                .count());

        assertThat(latency.times().times()).hasSize(3 * shapes);
        assertThat(latency.times().times().values()).allSatisfy(ms -> assertThat(ms).isPositive());
    }

    @Test
    @DisplayName("a found plan is run beside the model, and the model is left as it was")
    void measuresAPlan() {
        List<LinearLayer> before =
                model.network().slots().stream().map(LinearSlot::current).toList();

        Latency.Measured measured = measured().measure(eight, Progress.NONE);

        assertThat(measured.original().integerLayers()).isZero();
        assertThat(measured.plan().integerLayers()).isIn(0, eight.size());
        assertThat(measured.plan().medianMs()).isPositive();
        assertThat(model.network().slots().stream().map(LinearSlot::current).toList())
                .isEqualTo(before);
    }

    private static Optional<QuantisedLayer> of(LayerSite site, List<QuantisedLayer> layers) {
        return layers.stream().filter(layer -> layer.name().equals(site.name())).findFirst();
    }
}
