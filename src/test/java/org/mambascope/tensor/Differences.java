package org.mambascope.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Gradients by central differences in double precision. */
public final class Differences {
    private static final double STEP = 1e-5;

    private Differences() {}

    /** Gradient of a function of arrays with respect to one of them. */
    public static double[] gradient(
            ToDoubleFunction<double[][]> function, double[][] arguments, int which) {
        double[] varied = arguments[which];
        double[] gradient = new double[varied.length];
        for (int i = 0; i < varied.length; i++) {
            double value = varied[i];
            varied[i] = value + STEP;
            double above = function.applyAsDouble(arguments);
            varied[i] = value - STEP;
            double below = function.applyAsDouble(arguments);
            varied[i] = value;
            gradient[i] = (above - below) / (2 * STEP);
        }
        return gradient;
    }

    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    public static float[] gaussian(Random random, int size, double deviation) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    public static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Fails where a value is further off than the tolerance times the largest expected one. */
    public static void assertClose(
            String what, float[] actual, double[] expected, double tolerance) {
        assertThat(actual.length).as(what).isEqualTo(expected.length);
        double largest = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(actual[i] - expected[i]));
        }
        assertThat(error).as(what).isLessThanOrEqualTo(tolerance * largest);
    }
}
