package org.mambascope.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.Progress;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.localvim.LocalVimConfiguration;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.vim.VimConfiguration;
import org.mambascope.model.vmamba.VMambaConfiguration;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.cpu.thread.ThreadSharing;
import org.mambascope.tensor.dispatch.KernelSelection;
import org.mambascope.tensor.gradient.DifferentiableKernels;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The fast kernels against libtorch's operators one by one, where sizes are awkward: one token, odd
 * grids, few and many images, channels that fill no vector, and any number of threads.
 */
class SizesAndThreadsTest {
    private static final int THREADS = ThreadSharing.threads();
    private static final List<String> ORDERS = List.of("h", "v_flip", "w2", "w2_flip");

    @TempDir private static Path folder;

    static Stream<ModelConfiguration> models() {
        return Stream.of(
                VimConfiguration.published(plain(4, 4, 5, ClassToken.NONE)),
                VimConfiguration.published(plain(4, 4, 8, ClassToken.MIDDLE)),
                VimConfiguration.published(plain(12, 4, 11, ClassToken.BOTH_ENDS)),
                LocalVimConfiguration.published(
                        plain(20, 4, 7, ClassToken.MIDDLE), List.of(ORDERS, ORDERS)),
                VMambaConfiguration.published(2, 2, 3, List.of(1), 5, 2),
                VMambaConfiguration.published(14, 2, 3, List.of(1, 1, 1), 9, 3),
                VMambaConfiguration.publishedLocal(
                        10, 2, 3, List.of(1, 1), 6, List.of(ORDERS, ORDERS)));
    }

    private static PlainConfiguration plain(int side, int patch, int width, ClassToken token) {
        return PlainConfiguration.of(side, patch, 3, width, 2, token, false).withStateSize(3);
    }

    @AfterAll
    static void useAllThreads() {
        ThreadSharing.use(THREADS);
    }

    @ParameterizedTest
    @MethodSource("models")
    @DisplayName("one to nine images on one thread and on three give what the reference gives")
    void agree(ModelConfiguration configuration) {
        Path file = folder.resolve("model.safetensors");
        NewModel.write(configuration, "a tiny one", 5, file, Progress.NONE);
        float[][] expected = logits(file, KernelSelection::reference, 1);
        for (int threads : new int[] {1, 3}) {
            for (Function<NDManager, Kernels> kernels : kernels()) {
                float[][] found = logits(file, kernels, threads);
                for (int batch = 0; batch < expected.length; batch++) {
                    assertThat(distance(expected[batch], found[batch]))
                            .as("%d threads, batch %d", threads, batch)
                            .isLessThan(2e-4);
                }
            }
        }
    }

    private static List<Function<NDManager, Kernels>> kernels() {
        return List.of(KernelSelection::on, DifferentiableKernels::new);
    }

    /** Of batches of different sizes. */
    private static float[][] logits(Path file, Function<NDManager, Kernels> kernels, int threads) {
        ThreadSharing.use(threads);
        try (LoadedModel model =
                ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu(), kernels)) {
            int side = model.network().summary().imageHeight();
            return Stream.of(1, 2, 9)
                    .map(count -> logits(model.network(), noise(count, side), count, side))
                    .toArray(float[][]::new);
        }
    }

    private static float[] logits(VisualMamba network, float[] values, int count, int side) {
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray images = scope.create(values, new Shape(count, 3, side, side));
            return network.forward(images, Probe.NONE).toFloatArray();
        }
    }

    private static float[] noise(int count, int side) {
        Random random = new Random(count);
        float[] values = new float[count * 3 * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Largest difference over the largest magnitude. */
    private static double distance(float[] expected, float[] found) {
        assertThat(found).hasSameSizeAs(expected);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        return difference / largest;
    }
}
