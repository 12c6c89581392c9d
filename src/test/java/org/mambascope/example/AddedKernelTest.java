package org.mambascope.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.tensor.ForwardingKernels;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.torch.TorchScriptKernels;

import java.util.Random;

/** Kernels compute one operation in their own way and forward all others. */
class AddedKernelTest {
    private static final int CHANNELS = 5;
    private static final double EPSILON = 1e-5;

    /** Root-mean-square normalisation by plain Java. */
    private static final class PlainNorm extends ForwardingKernels {
        PlainNorm(Kernels others) {
            super(others);
        }

        @Override
        public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
            float[] values = x.toFloatArray();
            float[] scales = weight.toFloatArray();
            for (int row = 0; row < values.length; row += scales.length) {
                double squares = 0;
                for (int i = row; i < row + scales.length; i++) {
                    squares += values[i] * values[i];
                }
                double divisor = Math.sqrt(squares / scales.length + epsilon);
                for (int i = 0; i < scales.length; i++) {
                    values[row + i] *= (float) (scales[i] / divisor);
                }
            }
            return x.getManager().create(values, x.getShape());
        }
    }

    @Test
    @DisplayName("its own operation is the reference's to six digits, any other the reference's")
    void isHeldToTheReference() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            Kernels reference = new TorchScriptKernels(manager);
            Kernels kernels = new PlainNorm(reference);
            NDArray x = random(manager, new Shape(2, 3, CHANNELS));
            NDArray weight = random(manager, new Shape(CHANNELS));

            float[] found = kernels.rootMeanSquareNorm(x, weight, EPSILON).toFloatArray();

            float[] expected = reference.rootMeanSquareNorm(x, weight, EPSILON).toFloatArray();
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-6f));
            }
            assertThat(kernels.average(x, x).toFloatArray())
                    .isEqualTo(reference.average(x, x).toFloatArray());
        }
    }

    private static NDArray random(NDManager manager, Shape shape) {
        Random random = new Random(3);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(-1, 1);
        }
        return manager.create(values, shape);
    }
}
