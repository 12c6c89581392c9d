package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.tensor.dispatch.IntegerKernels;

/** A kernel that saturates is found out, whatever processor the test runs on. */
class ExactIntegerRangeTest {
    @Test
    @DisplayName("a kernel that adds in 32 bits is exact over the full range")
    void exactKernelHasTheFullRange() {
        assertThat(ExactIntegerRange.examine(ExactIntegerRangeTest::exactProduct))
                .isEqualTo(ExactIntegerRange.FULL);
    }

    @Test
    @DisplayName("a kernel that adds pairs in 16 bits is exact with 7 bits on one side")
    void saturatingKernelHasSevenBits() {
        assertThat(ExactIntegerRange.examine(SaturatingProduct::multiply))
                .isEqualTo(ExactIntegerRange.SEVEN_BITS);
    }

    @Test
    @DisplayName("a kernel that is wrong by one, or missing, is not used")
    void wrongOrMissingKernelIsNotUsed() {
        ExactIntegerRange.Product wrongByOne =
                (activations, weights) -> {
                    float[] products = exactProduct(activations, weights);
                    products[products.length - 1]++;
                    return products;
                };
        ExactIntegerRange.Product missing =
                (activations, weights) -> {
                    throw new EngineException("no engine for this operation");
                };

        assertThat(ExactIntegerRange.examine(wrongByOne)).isEqualTo(ExactIntegerRange.NONE);
        assertThat(ExactIntegerRange.examine(missing)).isEqualTo(ExactIntegerRange.NONE);
    }

    @Test
    @DisplayName("each range allows the codes whose products are exact, and no more")
    void rangesAllowWhatIsExact() {
        assertThat(ExactIntegerRange.FULL.allows(255, 127)).isTrue();
        assertThat(ExactIntegerRange.SEVEN_BITS.allows(127, 127)).isTrue();
        assertThat(ExactIntegerRange.SEVEN_BITS.allows(255, 64)).isTrue();
        assertThat(ExactIntegerRange.SEVEN_BITS.allows(255, 65)).isFalse();
        assertThat(ExactIntegerRange.SEVEN_BITS.allows(128, 127)).isFalse();
        assertThat(ExactIntegerRange.NONE.allows(1, 1)).isFalse();
    }

    @Test
    @DisplayName("all kernels of this processor answer alike")
    void kernelsOfOneProcessorAnswerAlike() {
        try (NDManager first = NDManager.newBaseManager("PyTorch");
                NDManager second = NDManager.newBaseManager("PyTorch")) {
            ExactIntegerRange range = IntegerKernels.on(first).range();
            assertThat(IntegerKernels.on(second).range()).isEqualTo(range);
            assertThat(range.sentence()).isNotBlank();
        }
    }

    private static float[] exactProduct(float[] activations, IntegerWeights weights) {
        int inputs = weights.inputs();
        float[] products = new float[activations.length / inputs * weights.outputs()];
        for (int i = 0; i < products.length; i++) {
            int row = i / weights.outputs() * inputs;
            int column = i % weights.outputs() * inputs;
            for (int k = 0; k < inputs; k++) {
                products[i] += activations[row + k] * weights.codes()[column + k];
            }
        }
        return products;
    }
}
