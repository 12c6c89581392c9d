package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.tensor.Differences.assertClose;
import static org.mambascope.tensor.Differences.doubles;
import static org.mambascope.tensor.Differences.gaussian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.tensor.cpu.CpuKernels;
import org.mambascope.tensor.torch.TorchScriptKernels;

import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Both scans give what the definition gives, to 1e-5 of the largest output. */
class SelectiveScanTest {
    static Stream<Arguments> sizes() {
        return Stream.of(
                Arguments.of(1, 1, 16, 16),
                Arguments.of(2, 17, 96, 16),
                Arguments.of(3, 9, 7, 1),
                Arguments.of(2, 12, 33, 2),
                Arguments.of(1, 65, 128, 8),
                Arguments.of(1, 5, 20, 11),
                Arguments.of(2, 300, 20, 3));
    }

    @ParameterizedTest(name = "{0} images, {1} tokens, {2} channels, {3} states")
    @MethodSource("sizes")
    @DisplayName("the Vector API kernel equals the definition, gated or not")
    void vectorScanEqualsTheDefinition(int images, int tokens, int channels, int states) {
        holds(images, tokens, channels, states, CpuKernels::new);
    }

    @ParameterizedTest(name = "{0} images, {1} tokens, {2} channels, {3} states")
    @MethodSource("sizes")
    @DisplayName("the TorchScript kernel equals the definition, gated or not")
    void scriptScanEqualsTheDefinition(int images, int tokens, int channels, int states) {
        holds(images, tokens, channels, states, TorchScriptKernels::new);
    }

    private static void holds(
            int images,
            int tokens,
            int channels,
            int states,
            Function<NDManager, Kernels> kernels) {
        Random random = new Random(7);
        float[] u = gaussian(random, images * tokens * channels, 1);
        float[] delta = gaussian(random, images * tokens * channels, 4);
        float[] b = gaussian(random, images * tokens * states, 1);
        float[] c = gaussian(random, images * tokens * states, 1);
        float[] gate = gaussian(random, images * tokens * channels, 2);
        float[] skip = gaussian(random, channels, 1);
        float[] bias = gaussian(random, channels, 1);
        float[] a = new float[channels * states];
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) random.nextGaussian();
        }
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Shape wide = new Shape(images, tokens, channels);
            Shape narrow = new Shape(images, tokens, states);
            SelectiveScan scan =
                    kernels.apply(manager)
                            .selectiveScan(
                                    manager.create(a, new Shape(channels, states)),
                                    manager.create(skip),
                                    manager.create(bias));
            for (boolean gated : new boolean[] {false, true}) {
                Optional<NDArray> z =
                        gated ? Optional.of(manager.create(gate, wide)) : Optional.empty();
                NDArray y =
                        scan.apply(
                                manager.create(u, wide),
                                manager.create(delta, wide),
                                manager.create(b, narrow),
                                manager.create(c, narrow),
                                z);
                double[] expected =
                        ReferenceScan.run(
                                images,
                                tokens,
                                channels,
                                states,
                                doubles(u),
                                doubles(delta),
                                doubles(a),
                                doubles(b),
                                doubles(c),
                                doubles(skip),
                                doubles(bias),
                                gated ? doubles(gate) : null);
                assertThat(y.getShape()).isEqualTo(wide);
                assertClose(gated ? "gated" : "not gated", y.toFloatArray(), expected, 1e-5);
            }
        }
    }
}
