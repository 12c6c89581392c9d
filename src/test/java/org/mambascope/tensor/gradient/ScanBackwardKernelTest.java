package org.mambascope.tensor.gradient;

import static org.mambascope.tensor.Differences.assertClose;
import static org.mambascope.tensor.Differences.dot;
import static org.mambascope.tensor.Differences.doubles;
import static org.mambascope.tensor.Differences.gaussian;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.tensor.Differences;
import org.mambascope.tensor.ReferenceScan;
import org.mambascope.tensor.cpu.ConvolutionKernel;
import org.mambascope.tensor.cpu.ScanArrays;
import org.mambascope.tensor.cpu.ScanKernel;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Gradients of the scan are those of its definition, by central differences. */
class ScanBackwardKernelTest {
    private static final String[] NAMES = {"u", "delta", "logA", "B", "C", "D", "bias", "z"};

    @ParameterizedTest(name = "{0} images, {1} tokens, {2} channels, {3} states, gated: {4}")
    @CsvSource({
        "1, 1, 3, 1, true",
        "2, 9, 7, 3, true",
        "2, 9, 7, 3, false",
        "9, 4, 5, 2, true",
        "1, 5, 40, 4, true",
        "1, 270, 2, 2, true",
    })
    @DisplayName("the kernel's gradients equal central differences of the definition")
    void gradientsEqualDifferences(
            int images, int tokens, int channels, int states, boolean gated) {
        Random random = new Random(11);
        float[][] values = {
            gaussian(random, images * tokens * channels, 1),
            gaussian(random, images * tokens * channels, 2),
            gaussian(random, channels * states, 1),
            gaussian(random, images * tokens * states, 1),
            gaussian(random, images * tokens * states, 1),
            gaussian(random, channels, 1),
            gaussian(random, channels, 1),
            gaussian(random, images * tokens * channels, 2),
        };
        float[] yGradient = gaussian(random, images * tokens * channels, 1);

        float[][] gradients = gradients(images, tokens, channels, values, yGradient, gated);

        double[][] exact = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            exact[i] = doubles(values[i]);
        }
        ToDoubleFunction<double[][]> loss =
                in ->
                        dot(
                                ReferenceScan.run(
                                        images,
                                        tokens,
                                        channels,
                                        states,
                                        in[0],
                                        in[1],
                                        in[2],
                                        in[3],
                                        in[4],
                                        in[5],
                                        in[6],
                                        gated ? in[7] : null),
                                doubles(yGradient));
        for (int i = 0; i < (gated ? 8 : 7); i++) {
            assertClose(NAMES[i], gradients[i], Differences.gradient(loss, exact, i), 1e-5);
        }
    }

    private static float[][] gradients(
            int images, int tokens, int channels, float[][] in, float[] yGradient, boolean gated) {
        ScanKernel forward = new ScanKernel(negativeExponential(in[2]), in[5], in[6]);
        int width = forward.paddedChannels();
        float[] u = padded(in[0], channels, width);
        float[] steps = padded(in[1], channels, width);
        float[] b = in[3].clone();
        float[] c = in[4].clone();
        float[] gate = gated ? padded(in[7], channels, width) : null;
        ScanArrays arrays = new ScanArrays(images, tokens, u, steps, b, c, gate);
        forward.softplusInPlace(steps);
        ScanBackwardKernel.WeightGradients weights =
                new ScanBackwardKernel(forward).run(arrays, padded(yGradient, channels, width));
        return new float[][] {
            cut(u, channels, width),
            cut(steps, channels, width),
            weights.decayLogarithm(),
            b,
            c,
            weights.skip(),
            weights.deltaBias(),
            gated ? cut(gate, channels, width) : null
        };
    }

    @ParameterizedTest(name = "{0} images, {1} tokens, {2} channels, {3} taps")
    @CsvSource({"2, 9, 7, 4", "1, 2, 20, 4", "3, 5, 3, 1"})
    @DisplayName("gradients of convolution and SiLU equal central differences")
    void convolutionGradientsEqualDifferences(int images, int tokens, int channels, int taps) {
        Random random = new Random(12);
        float[] x = gaussian(random, images * tokens * channels, 2);
        float[] weight = gaussian(random, channels * taps, 1);
        float[] bias = gaussian(random, channels, 1);
        float[] yGradient = gaussian(random, x.length, 1);
        ConvolutionKernel forward = new ConvolutionKernel(weight, bias);
        int width = forward.paddedChannels();
        float[] xGradient = padded(x, channels, width);

        ConvolutionBackwardKernel.WeightGradients weights =
                new ConvolutionBackwardKernel(forward)
                        .run(images, tokens, xGradient, padded(yGradient, channels, width));

        double[][] exact = {doubles(x), doubles(weight), doubles(bias)};
        ToDoubleFunction<double[][]> loss =
                in -> dot(convolve(tokens, channels, in[0], in[1], in[2]), doubles(yGradient));
        assertClose(
                "x", cut(xGradient, channels, width), Differences.gradient(loss, exact, 0), 1e-5);
        assertClose("weight", weights.weight(), Differences.gradient(loss, exact, 1), 1e-5);
        assertClose("bias", weights.bias(), Differences.gradient(loss, exact, 2), 1e-5);
    }

    private static double[] convolve(
            int tokens, int channels, double[] x, double[] weight, double[] bias) {
        int taps = weight.length / channels;
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int channel = i % channels;
            int t = i / channels % tokens;
            double sum = bias[channel];
            for (int back = 0; back < taps && back <= t; back++) {
                sum += weight[channel * taps + taps - 1 - back] * x[i - back * channels];
            }
            y[i] = sum / (1 + Math.exp(-sum));
        }
        return y;
    }

    private static float[] negativeExponential(float[] logarithms) {
        float[] a = new float[logarithms.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) -Math.exp(logarithms[i]);
        }
        return a;
    }

    private static float[] padded(float[] values, int channels, int width) {
        float[] padded = new float[values.length / channels * width];
        for (int i = 0; i < values.length; i++) {
            padded[i / channels * width + i % channels] = values[i];
        }
        return padded;
    }

    private static float[] cut(float[] padded, int channels, int width) {
        float[] values = new float[padded.length / width * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = padded[i / channels * width + i % channels];
        }
        return values;
    }
}
