package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.tensor.cpu.CpuKernels;
import org.mambascope.tensor.torch.TorchScriptKernels;

import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Both convolutions give what the definition gives, to 1e-5. */
class DepthwiseConvolutionTest {
    @ParameterizedTest(name = "{0} images, {1} × {2} tokens, {3} channels, {4} × {4} taps")
    @CsvSource({"1, 1, 1, 16, 3", "2, 5, 3, 7, 3", "3, 2, 9, 33, 5", "1, 7, 7, 96, 3"})
    @DisplayName("the Vector API kernel equals the definition, with bias or without")
    void vectorConvolutionEqualsTheDefinition(
            int images, int rows, int columns, int channels, int side) {
        holds(images, rows, columns, channels, side, CpuKernels::new);
    }

    @ParameterizedTest(name = "{0} images, {1} × {2} tokens, {3} channels, {4} × {4} taps")
    @CsvSource({"1, 1, 1, 16, 3", "2, 5, 3, 7, 3", "3, 2, 9, 33, 5", "1, 7, 7, 96, 3"})
    @DisplayName("the TorchScript kernel equals the definition, with bias or without")
    void scriptConvolutionEqualsTheDefinition(
            int images, int rows, int columns, int channels, int side) {
        holds(images, rows, columns, channels, side, TorchScriptKernels::new);
    }

    private static void holds(
            int images,
            int rows,
            int columns,
            int channels,
            int side,
            Function<NDManager, Kernels> kernels) {
        Random random = new Random(11);
        float[] x = gaussian(random, images * rows * columns * channels);
        float[] weight = gaussian(random, channels * side * side);
        float[] bias = gaussian(random, channels);
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Kernels tested = kernels.apply(manager);
            NDArray input = manager.create(x, new Shape(images, (long) rows * columns, channels));
            NDArray taps = manager.create(weight, new Shape(channels, 1, side, side));
            DepthwiseConvolution biased =
                    tested.depthwiseConvolution(taps, Optional.of(manager.create(bias)));
            DepthwiseConvolution plain = tested.depthwiseConvolution(taps, Optional.empty());

            NDArray withBias = biased.apply(input, rows, columns);
            NDArray without = plain.apply(input, rows, columns);

            assertThat(withBias.getShape()).isEqualTo(input.getShape());
            assertThat(withBias.toFloatArray())
                    .containsExactly(
                            definition(rows, columns, side, x, weight, bias), offset(1e-5f));
            assertThat(without.toFloatArray())
                    .containsExactly(
                            definition(rows, columns, side, x, weight, new float[channels]),
                            offset(1e-5f));
        }
    }

    private static float[] definition(
            int rows, int columns, int side, float[] x, float[] weight, float[] bias) {
        int channels = bias.length;
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            int channel = i % channels;
            int column = i / channels % columns;
            int row = i / channels / columns % rows;
            int image = i / channels / columns / rows;
            double sum = bias[channel];
            for (int tap = 0; tap < side * side; tap++) {
                int fromRow = row + tap / side - side / 2;
                int fromColumn = column + tap % side - side / 2;
                if (fromRow >= 0 && fromRow < rows && fromColumn >= 0 && fromColumn < columns) {
                    int token = (image * rows + fromRow) * columns + fromColumn;
                    sum += weight[channel * side * side + tap] * x[token * channels + channel];
                }
            }
            y[i] = (float) (sum / (1 + Math.exp(-sum)));
        }
        return y;
    }

    private static float[] gaussian(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
