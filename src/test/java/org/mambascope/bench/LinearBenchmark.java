package org.mambascope.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ActivationQuantiser;
import org.mambascope.tensor.ExactIntegerRange;
import org.mambascope.tensor.IntegerArithmetic;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.IntegerWeights;
import org.mambascope.tensor.Precision;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.IntegerKernels;
import org.mambascope.tensor.dispatch.KernelSelection;
import org.mambascope.tensor.dispatch.PrecisionKernels;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Times linear layers of a Vim-Ti in 32-bit floats, in half precision and on codes, quantisation
 * and scaling included. All ways take turns, so that what else the machine does strikes all alike.
 */
final class LinearBenchmark {
    private static final int TOKENS = 197;
    private static final int WARM_UP = 200;

    private LinearBenchmark() {}

    public static void main(String[] arguments) {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            IntegerKernels integers = IntegerKernels.on(manager);
            PrecisionKernels precisions = PrecisionKernels.on(manager);
            System.out.println(integers.range().sentence());
            for (Precision precision : Precision.values()) {
                System.out.printf("%s: %s%n", precision, precisions.describe(precision));
            }
            for (int images : new int[] {1, 8}) {
                for (int[] size : new int[][] {{192, 768}, {384, 44}, {384, 192}, {12, 384}}) {
                    try (NDManager scope = manager.newSubManager()) {
                        compare(scope, integers, precisions, images, size[0], size[1]);
                    }
                }
            }
        }
    }

    private static void compare(
            NDManager manager,
            IntegerKernels integers,
            PrecisionKernels precisions,
            int images,
            int inputs,
            int outputs) {
        Random random = new Random(1);
        NDArray x =
                manager.create(
                        gaussian(random, images * TOKENS * inputs),
                        new Shape(images, TOKENS, inputs));
        NDArray weight =
                manager.create(gaussian(random, outputs * inputs), new Shape(outputs, inputs));
        Optional<NDArray> bias = Optional.of(manager.create(gaussian(random, outputs)));
        IntegerLinearParameters layer = layer(random, inputs, outputs, integers.range());

        Map<String, UnaryOperator<NDArray>> ways = new LinkedHashMap<>();
        for (Precision precision : Precision.values()) {
            ways.put(precision.label(), precisions.linear(weight, bias, precision)::apply);
        }
        ways.put("fp32 by libtorch", ways.get(Precision.FP32.label()));
        ways.put(Precision.FP32.label(), KernelSelection.on(manager).linear(weight, bias)::apply);
        if (integers.range() != ExactIntegerRange.NONE) {
            ways.put("integer", integers.linear(layer, IntegerArithmetic.INTEGER)::apply);
        }
        ways.put("codes as floats", integers.linear(layer, IntegerArithmetic.FLOATING)::apply);

        int repetitions = 1200 / images;
        Map<String, double[]> times = new LinkedHashMap<>();
        ways.keySet().forEach(name -> times.put(name, new double[repetitions]));
        for (int i = -WARM_UP; i < repetitions; i++) {
            for (Map.Entry<String, UnaryOperator<NDArray>> way : ways.entrySet()) {
                long start = System.nanoTime();
                way.getValue().apply(x).close();
                double time = (System.nanoTime() - start) / 1e3;
                if (i >= 0) {
                    times.get(way.getKey())[i] = time;
                }
            }
        }
        print(images, inputs, outputs, times);
    }

    private static void print(int images, int inputs, int outputs, Map<String, double[]> times) {
        System.out.printf("%n%d × %d × %d → %d%n", images, TOKENS, inputs, outputs);
        times.values().forEach(Arrays::sort);
        double[] base = times.get(Precision.FP32.label());
        int tenth = base.length / 10;
        int half = base.length / 2;
        times.forEach(
                (name, sorted) ->
                        System.out.printf(
                                "  %-16s median %6.0f µs (%.2f × fp32), fastest tenth %6.0f µs"
                                        + " (%.2f ×)%n",
                                name,
                                sorted[half],
                                base[half] / sorted[half],
                                sorted[tenth],
                                base[tenth] / sorted[tenth]));
    }

    private static IntegerLinearParameters layer(
            Random random, int inputs, int outputs, ExactIntegerRange range) {
        int bits = range == ExactIntegerRange.FULL ? 8 : 7;
        byte[] codes = new byte[outputs * inputs];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (random.nextInt(255) - 127);
        }
        float[] zeroPoints = new float[TOKENS];
        Arrays.fill(zeroPoints, 1 << (bits - 1));
        ActivationQuantiser grid =
                new ActivationQuantiser(
                        positive(random, TOKENS),
                        zeroPoints,
                        Optional.of(positive(random, inputs)),
                        bits);
        return new IntegerLinearParameters(
                new IntegerWeights(outputs, inputs, codes, positive(random, outputs)),
                grid,
                Optional.of(gaussian(random, outputs)));
    }

    private static float[] gaussian(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] positive(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 0.01f + 0.02f * random.nextFloat();
        }
        return values;
    }
}
