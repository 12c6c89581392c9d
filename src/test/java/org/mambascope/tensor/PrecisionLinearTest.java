package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.tensor.Differences.gaussian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.tensor.device.MachineDescription;
import org.mambascope.tensor.dispatch.PrecisionKernels;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Layers in half precision, against Java's own rounding. */
class PrecisionLinearTest {
    private static NDManager manager;
    private static PrecisionKernels kernels;

    @BeforeAll
    static void start() {
        manager = NDManager.newBaseManager("PyTorch");
        kernels = PrecisionKernels.on(manager);
    }

    @AfterAll
    static void stop() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    @DisplayName("one input by a weight of one gives the input rounded, bit for bit")
    void identityRounds(Precision precision) {
        float[] x = {
            0,
            1 + 0x1p-8f,
            1 + 3 * 0x1p-8f,
            1 + 0x1p-11f,
            1 + 3 * 0x1p-11f,
            1 + 0x1p-8f + 0x1p-20f,
            -65504,
            65519.996f,
            65520,
            3e38f,
            0x1p-24f,
            3 * 0x1p-26f,
            0.1f,
            -1 / 3f,
            Float.POSITIVE_INFINITY
        };
        PrecisionLinear linear =
                kernels.linear(manager.ones(new Shape(1, 1)), Optional.empty(), precision);

        float[] y = linear.apply(manager.create(x, new Shape(1, x.length, 1))).toFloatArray();

        for (int i = 0; i < x.length; i++) {
            assertThat(y[i]).as("%s of %s", precision, x[i]).isEqualTo(round(x[i], precision));
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    @DisplayName("input, weight, bias and output are rounded, sums are not")
    void everythingButSumsIsRounded(Precision precision) {
        Random random = new Random(1);
        int rows = 33;
        int inputs = 96;
        int outputs = 20;
        float[] x = gaussian(random, rows * inputs, 1);
        float[] weight = gaussian(random, outputs * inputs, 0.1);
        float[] bias = gaussian(random, outputs, 1);

        NDArray y =
                kernels.linear(
                                manager.create(weight, new Shape(outputs, inputs)),
                                Optional.of(manager.create(bias)),
                                precision)
                        .apply(manager.create(x, new Shape(1, rows, inputs)));

        float[] values = y.toFloatArray();
        assertThat(y.getShape()).isEqualTo(new Shape(1, rows, outputs));
        for (int i = 0; i < values.length; i++) {
            double sum = round(bias[i % outputs], precision);
            for (int k = 0; k < inputs; k++) {
                sum +=
                        (double) round(x[i / outputs * inputs + k], precision)
                                * round(weight[i % outputs * inputs + k], precision);
            }
            assertThat(isNeighbourhood(values[i], sum, precision))
                    .as("value %d is %s, exactly %s", i, values[i], sum)
                    .isTrue();
        }
    }

    @Test
    @DisplayName("a layer says whether it is computed in half or rounded to it")
    void layersSayHowTheyAreComputed() {
        assertThat(kernels.describe(Precision.FP32)).isEqualTo("computed in fp32");
        assertThat(kernels.describe(Precision.FP16))
                .isEqualTo("rounded to fp16, computed in fp32: no fast kernel here");
        assertThat(kernels.describe(Precision.BF16))
                .isEqualTo(
                        kernels.isNative(Precision.BF16)
                                ? "computed in bf16"
                                : "rounded to bf16, computed in fp32: no fast kernel here");
    }

    @Test
    @DisplayName("a processor's instructions are read from its flags, and from nothing else")
    void instructionsAreFlags() {
        assertThat(
                        MachineDescription.instructions(
                                List.of("processor : 0", "flags\t\t: fpu avx2 amx_bf16")))
                .contains("fpu", "avx2", "amx_bf16")
                .doesNotContain("processor");
        assertThat(MachineDescription.instructions(List.of("bugs : amx_bf16"))).isEmpty();
    }

    @Test
    @DisplayName("of several processors the instructions are those that all of them have")
    void instructionsAreCommon() {
        List<String> description =
                List.of(
                        "processor : 0",
                        "flags\t\t: fpu avx2 avx512f",
                        "vmx flags\t: ept",
                        "processor : 1",
                        "flags\t\t: fpu avx2 avx512_vnni");

        assertThat(MachineDescription.instructions(description))
                .containsExactlyInAnyOrder("fpu", "avx2");
    }

    /**
     * Sums in 32 bits are off by up to 2e-5 here, which may take a sum near the middle of two
     * numbers to either.
     */
    private static boolean isNeighbourhood(float value, double sum, Precision precision) {
        double slack = 2e-5;
        return value >= round((float) (sum - slack), precision)
                && value <= round((float) (sum + slack), precision);
    }

    private static float round(float value, Precision precision) {
        return switch (precision) {
            case FP32 -> value;
            case FP16 -> Float.float16ToFloat(Float.floatToFloat16(value));
            case BF16 -> {
                int bits = Float.floatToRawIntBits(value);
                int even = bits >>> 16 & 1;
                yield Float.intBitsToFloat(bits + 0x7fff + even & 0xffff0000);
            }
        };
    }
}
