package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.TinyModels;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.tensor.cpu.thread.ThreadSharing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What quantised models answer does not depend on how many threads share the work. */
class QuantisedThreadsTest {
    private static final int THREADS = ThreadSharing.threads();
    private static final int SIDE = TinyModels.SIDE;
    private static final int IMAGES = 9;
    private static final int SEVERAL = 3;

    /** One of each kind of basis and steps. */
    private static final List<Method> METHODS =
            List.of(
                    Method.RTN,
                    Method.DYNAMIC,
                    Method.MAMBAQUANT,
                    Method.OUROMAMBA,
                    Method.ROTATED_SEARCH);

    @TempDir private static Path folder;

    @AfterAll
    static void useAllThreads() {
        ThreadSharing.use(THREADS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Vim", "LocalVim", "VMamba", "LocalVMamba"})
    @DisplayName("one thread and three give the same bits, simulated and as integers")
    void sameBits(String family) {
        Path file = TinyModels.write(family, folder);
        try (LoadedModel model = ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu())) {
            VisualMamba network = model.network();
            ThreadSharing.use(1);
            List<List<QuantisedLayer>> variants = new ArrayList<>(List.of(List.of()));
            METHODS.forEach(method -> variants.add(layers(network, method)));
            for (List<QuantisedLayer> variant : variants) {
                List<float[]> alone = logits(network, variant, 1);
                List<float[]> shared = logits(network, variant, SEVERAL);
                for (int i = 0; i < alone.size(); i++) {
                    assertThat(shared.get(i))
                            .as("variant %d, run %d", variants.indexOf(variant), i)
                            .containsExactly(alone.get(i));
                }
            }
        }
    }

    private static List<QuantisedLayer> layers(VisualMamba network, Method method) {
        CalibrationSet set = new CalibrationSet("noise", IMAGES, SIDE, SIDE, noise(IMAGES));
        QuantisationPlan plan = QuantisationPlan.of(method, BitPlan.uniform(8, 8));
        return BlockwiseQuantiser.search(network, set, plan, Progress.NONE).layers();
    }

    /** Simulated and as integers, of one image and of several. */
    private static List<float[]> logits(
            VisualMamba network, List<QuantisedLayer> layers, int threads) {
        ThreadSharing.use(threads);
        List<float[]> all = new ArrayList<>();
        for (int count : new int[] {1, IMAGES}) {
            try (LayerSubstitution simulated = LayerSubstitution.simulate(network, layers)) {
                all.add(logits(network, count));
            }
            try (LayerSubstitution integers = LayerSubstitution.integers(network, layers)) {
                all.add(logits(network, count));
            }
        }
        return all;
    }

    private static float[] logits(VisualMamba network, int count) {
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray images = scope.create(noise(count), new Shape(count, 3, SIDE, SIDE));
            return network.forward(images, Probe.NONE).toFloatArray();
        }
    }

    private static float[] noise(int count) {
        Random random = new Random(count);
        float[] values = new float[count * 3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
