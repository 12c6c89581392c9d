package org.mambascope.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Differences;
import org.mambascope.tensor.FloatLinear;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Java's kernels of the CPU against libtorch's operators. */
class CpuKernelsTest {
    private NDManager manager;
    private Kernels kernels;
    private Kernels reference;

    @BeforeEach
    void open() {
        manager = Devices.newManager(Device.cpu());
        kernels = KernelSelection.on(manager);
        reference = KernelSelection.reference(manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray random(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }

    private static void assertSame(NDArray actual, NDArray expected, double tolerance) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        Differences.assertClose(
                "values",
                actual.toFloatArray(),
                Differences.doubles(expected.toFloatArray()),
                tolerance);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 12, 7", "1, 197, 192, 768", "3, 65, 44, 31", "2, 600, 16, 900"})
    @DisplayName(
            "a linear layer, with and without a bias, of some channels, added to a stream and followed by GELU, whose rows are shared by threads")
    void linear(int images, int tokens, int inputs, int outputs) {
        NDArray x = random(images, tokens, inputs);
        NDArray weight = random(outputs, inputs);
        for (Optional<NDArray> bias :
                List.of(Optional.<NDArray>empty(), Optional.of(random(outputs)))) {
            NDArray expected = reference.linear(x, weight, bias);
            NDArray stream = random(images, tokens, outputs);

            FloatLinear layer = kernels.linear(weight, bias);
            NDArray among = random(images, tokens, 3).concat(x, 2);

            assertSame(layer.apply(x), expected, 1e-5);
            assertSame(layer.apply(new ChannelRange(among, 3, inputs)), expected, 1e-5);
            assertSame(layer.applyOnto(stream, x), stream.add(expected), 1e-5);
            assertSame(layer.applyThenGelu(x), reference.gelu(expected), 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 16", "2, 40, 45", "1, 3, 7"})
    @DisplayName("layer normalisation of rows with any number of channels")
    void layerNorm(int images, int tokens, int channels) {
        NDArray x = random(images, tokens, channels).mul(3).add(20);
        NDArray weight = random(channels);
        NDArray bias = random(channels);

        assertSame(
                kernels.layerNorm(x, weight, bias, 1e-5),
                reference.layerNorm(x, weight, bias, 1e-5),
                1e-5);
    }

    @Test
    @DisplayName("GELU from deep in its tail to where it is the identity, to 1e-6")
    void gelu() {
        NDArray x = manager.linspace(-12, 12, 4801).reshape(1, 1, 4801);
        float[] expected = reference.gelu(x).toFloatArray();

        float[] actual = kernels.gelu(x.duplicate()).toFloatArray();

        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .isLessThanOrEqualTo(1e-6f * Math.max(1, Math.abs(expected[i])));
        }
    }

    @ParameterizedTest(
            name = "{0} images of {1} channels, {2} × {3}, side {5}, stride {6}, margin {7}")
    @CsvSource({
        "1, 3, 32, 32, 24, 16, 16, 0",
        "2, 3, 17, 20, 8, 3, 2, 1",
        "1, 40, 9, 7, 50, 3, 2, 1",
        "3, 5, 6, 6, 4, 2, 2, 0",
        "1, 2, 3, 3, 3, 5, 1, 2"
    })
    @DisplayName("a convolution that makes tokens, of planes and of tokens alike")
    void patchConvolution(
            int images,
            int channels,
            int rows,
            int columns,
            int outputs,
            int side,
            int stride,
            int margin) {
        NDArray planes = random(images, channels, rows, columns);
        NDArray tokens = planes.reshape(images, channels, rows * columns).transpose(0, 2, 1);
        NDArray weight = random(outputs, channels, side, side);
        NDArray bias = random(outputs);
        PatchConvolution convolution = kernels.patchConvolution(weight, bias, stride, margin);

        NDArray expected =
                reference.patchConvolution(weight, bias, stride, margin).ofPlanes(planes);

        assertSame(convolution.ofPlanes(planes), expected, 1e-5);
        assertSame(convolution.ofTokens(tokens, rows, columns), expected, 1e-5);
        assertThatThrownBy(() -> convolution.ofTokens(tokens, rows + 1, columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining((rows + 1) + " × " + columns);
    }

    @Test
    @DisplayName("the sum of two tensors, whose shapes have to be the same")
    void sum() {
        NDArray x = random(2, 300, 61);
        NDArray y = random(2, 300, 61);
        NDArray expected = x.add(y);

        NDArray sum = kernels.sum(x, y);

        assertThat(sum.getManager()).isSameAs(x.getManager());
        assertThat(sum.toFloatArray()).containsExactly(expected.toFloatArray());
        assertThatThrownBy(() -> kernels.sum(x, random(2, 300, 60)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("tokens by their positions, of every image")
    void tokensAt() {
        NDArray x = random(3, 50, 7);
        NDArray positions = manager.create(new long[] {49, 0, 3, 3, 17});

        NDArray taken = kernels.tokensAt(x, positions);

        assertThat(taken.getShape()).isEqualTo(new Shape(3, 5, 7));
        assertThat(taken.toFloatArray())
                .containsExactly(reference.tokensAt(x, positions).toFloatArray());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "17", "40"})
    @DisplayName("every image of a pass gets the row that it gets alone, in order")
    void eachImage(int images) {
        NDArray x = random(images, 3, 8);
        NDArray weight = random(5, 24);

        NDArray rows =
                kernels.eachImage(
                        x,
                        some ->
                                kernels.linear(
                                        some.reshape(some.getShape().get(0), 24),
                                        weight,
                                        Optional.empty()));

        assertThat(rows.getManager()).isSameAs(manager);
        assertSame(rows, reference.linear(x.reshape(images, 24), weight, Optional.empty()), 1e-5);
    }

    @Test
    @DisplayName("computations side by side hand over their results in order")
    void together() {
        List<Supplier<Integer>> computations = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int value = i;
            computations.add(() -> value);
            expected.add(i);
        }
        List<Integer> results = new ArrayList<>();

        kernels.together(computations, results::add);

        assertThat(results).isEqualTo(expected);
    }
}
