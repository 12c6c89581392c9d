package org.mambascope.tensor.dispatch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.Precision;
import org.mambascope.tensor.PrecisionLinear;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.device.MachineDescription;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Tests whether this CPU computes in bf16 well. Without instructions for it libtorch's kernel can
 * be hopelessly slow or end the process, so it is tried only where Linux lists them.
 */
final class Bf16Probe {
    private static final List<String> INSTRUCTIONS = List.of("avx512_bf16", "amx_bf16");
    private static final int SIZE = 512;
    private static final int WARM_UP = 3;
    private static final int REPETITIONS = 7;

    private static Optional<Boolean> answer = Optional.empty();

    private Bf16Probe() {}

    /** Returns true if bf16 is right and faster than fp32; tried once. */
    static synchronized boolean passes(PrecisionKernels kernels) {
        if (answer.isEmpty()) {
            answer =
                    Optional.of(
                            INSTRUCTIONS.stream().anyMatch(MachineDescription::hasInstructions)
                                    && isRightAndFast(kernels));
        }
        return answer.get();
    }

    private static boolean isRightAndFast(PrecisionKernels kernels) {
        try (NDManager scope = Devices.newManager(Device.cpu())) {
            NDArray weight = smallWholeNumbers(scope, 1);
            NDArray x = smallWholeNumbers(scope, 2);
            PrecisionLinear half =
                    kernels.computed(scope, weight, Optional.empty(), Precision.BF16);
            PrecisionLinear reference =
                    kernels.rounded(scope, weight, Optional.empty(), Precision.BF16);
            PrecisionLinear full =
                    kernels.computed(scope, weight, Optional.empty(), Precision.FP32);
            return half.apply(x).equals(reference.apply(x)) && isFaster(half, full, x);
        }
    }

    /** Small enough for bf16, and for every order of adding their products to be exact in fp32. */
    private static NDArray smallWholeNumbers(NDManager owner, int seed) {
        Random random = new Random(seed);
        float[] values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(31) - 15;
        }
        return owner.create(values, new Shape(SIZE, SIZE));
    }

    private static boolean isFaster(PrecisionLinear one, PrecisionLinear other, NDArray x) {
        long fastest = Long.MAX_VALUE;
        long otherFastest = Long.MAX_VALUE;
        for (int i = -WARM_UP; i < REPETITIONS; i++) {
            long time = time(one, x);
            long otherTime = time(other, x);
            if (i >= 0) {
                fastest = Math.min(fastest, time);
                otherFastest = Math.min(otherFastest, otherTime);
            }
        }
        return fastest < otherFastest;
    }

    private static long time(PrecisionLinear linear, NDArray x) {
        long start = System.nanoTime();
        linear.apply(x).close();
        return System.nanoTime() - start;
    }
}
