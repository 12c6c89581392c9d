package org.mambascope.tensor.gradient;

import static org.mambascope.tensor.Differences.assertClose;
import static org.mambascope.tensor.Differences.gaussian;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.tensor.device.Devices;

import java.util.Random;

/**
 * A convolution and its gradients against sums in double precision. With oneDNN's kernels for
 * AVX-512, numbers of channels over 16 that are no multiple of it have been wrong.
 */
class PatchConvolutionGradientTest {
    private static final int IMAGES = 2;
    private static final int SIDE = 7;
    private static final int REACH = 1;
    private static final int TAPS = 3;

    @ParameterizedTest
    @DisplayName("any numbers of channels give the sums of their definition, there and back")
    @CsvSource({"24, 24, 1", "24, 48, 2", "16, 24, 1", "3, 20, 2", "32, 16, 1"})
    void convolves(int inputs, int outputs, int stride) {
        int across = (SIDE - 1) / stride + 1;
        Random random = new Random(3);
        float[] x = gaussian(random, IMAGES * inputs * SIDE * SIDE, 1);
        float[] w = gaussian(random, outputs * inputs * TAPS * TAPS, 1);
        float[] g = gaussian(random, IMAGES * across * across * outputs, 1);
        double[] y = new double[g.length];
        double[] ofX = new double[x.length];
        double[] ofW = new double[w.length];
        for (int at = 0; at < y.length; at++) {
            int output = at % outputs;
            int place = at / outputs % (across * across);
            int image = at / outputs / (across * across);
            for (int tap = 0; tap < inputs * TAPS * TAPS; tap++) {
                int row = place / across * stride + tap / TAPS % TAPS - REACH;
                int column = place % across * stride + tap % TAPS - REACH;
                if (row < 0 || row >= SIDE || column < 0 || column >= SIDE) {
                    continue;
                }
                int from = ((image * inputs + tap / (TAPS * TAPS)) * SIDE + row) * SIDE + column;
                int weight = output * inputs * TAPS * TAPS + tap;
                y[at] += (double) x[from] * w[weight];
                ofX[from] += (double) g[at] * w[weight];
                ofW[weight] += (double) g[at] * x[from];
            }
        }

        try (NDManager manager = Devices.newManager(Device.cpu())) {
            DifferentiableKernels kernels = new DifferentiableKernels(manager);
            NDArray planes = manager.create(x, new Shape(IMAGES, inputs, SIDE, SIDE));
            NDArray weight = manager.create(w, new Shape(outputs, inputs, TAPS, TAPS));
            planes.setRequiresGradient(true);
            weight.setRequiresGradient(true);
            NDArray bias = manager.zeros(new Shape(outputs));
            try (GradientTape tape = kernels.newTape()) {
                NDArray actual =
                        kernels.patchConvolution(weight, bias, stride, REACH).ofPlanes(planes);
                assertClose("result", actual.toFloatArray(), y, 1e-5);
                tape.backward(actual.mul(manager.create(g, actual.getShape())).sum());
            }
            assertClose("input", planes.getGradient().toFloatArray(), ofX, 1e-5);
            assertClose("weight", weight.getGradient().toFloatArray(), ofW, 1e-5);
        }
    }
}
