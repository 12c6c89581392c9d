package org.mambascope.model.initial;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A rule by which a tensor's first values are drawn. */
@FunctionalInterface
public interface Initialiser {
    /**
     * Draws values.
     *
     * @param shape of the tensor, outermost axis first
     * @return one value for each element of the shape, row by row
     */
    float[] values(long[] shape, RandomGenerator random);

    /** One value everywhere. */
    static Initialiser constant(float value) {
        return (shape, random) -> {
            float[] values = new float[size(shape)];
            Arrays.fill(values, value);
            return values;
        };
    }

    /** A table that is computed, not learned. */
    static Initialiser table(float[] values) {
        return (shape, random) -> values.clone();
    }

    /** Uniform between −bound and bound. */
    static Initialiser uniform(double bound) {
        return (shape, random) -> {
            float[] values = new float[size(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
            return values;
        };
    }

    /**
     * PyTorch's own for linear layers and convolutions: Kaiming uniform with a = √5, which is
     * uniform within 1 / √(inputs of one output); {@code (outputs, inputs, …)}.
     */
    static Initialiser kaimingUniform() {
        return (shape, random) -> uniform(1 / Math.sqrt(fanIn(shape))).values(shape, random);
    }

    /** Normal around 0. */
    static Initialiser normal(double deviation) {
        return (shape, random) -> {
            float[] values = new float[size(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
            return values;
        };
    }

    /** Xavier's (Glorot and Bengio 2010): uniform, of variance 2 / (inputs + outputs). */
    static Initialiser xavierUniform() {
        return (shape, random) ->
                uniform(Math.sqrt(6 / (fanIn(shape) + fanOut(shape)))).values(shape, random);
    }

    /** Kaiming's (He et al. 2015): normal, of variance 2 / outputs of one input. */
    static Initialiser kaimingNormal() {
        return (shape, random) -> normal(Math.sqrt(2 / fanOut(shape))).values(shape, random);
    }

    /** Normal around 0, cut at ±2 ({@code trunc_normal_}). */
    static Initialiser truncatedNormal(double deviation) {
        return (shape, random) -> {
            float[] values = new float[size(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) truncated(random, deviation, 2);
            }
            return values;
        };
    }

    /**
     * LeCun's: normal, cut at two deviations and widened so that the variance after the cut is 1 /
     * (inputs of one output).
     */
    static Initialiser lecunNormal() {
        double deviationAfterCut = 0.8796256610342398;
        return (shape, random) -> {
            double deviation = 1 / Math.sqrt(fanIn(shape)) / deviationAfterCut;
            float[] values = new float[size(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) truncated(random, deviation, 2 * deviation);
            }
            return values;
        };
    }

    /** Logarithms of 1 … N along the last axis: the decay A = −1 … −N of S4D-real. */
    static Initialiser stateLogarithms() {
        return (shape, random) -> {
            int states = Math.toIntExact(shape[shape.length - 1]);
            float[] values = new float[size(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.log(i % states + 1);
            }
            return values;
        };
    }

    /**
     * Biases of the time step such that its softplus is between 0.001 and 0.1, evenly in its
     * logarithm (Gu and Dao 2023, section 3.6).
     */
    static Initialiser stepBias() {
        double least = 1e-3;
        double most = 1e-1;
        return (shape, random) -> {
            float[] values = new float[size(shape)];
            for (int i = 0; i < values.length; i++) {
                double step = least * Math.pow(most / least, random.nextDouble());
                values[i] = (float) (step + Math.log(-Math.expm1(-step)));
            }
            return values;
        };
    }

    /** This initialiser's values, scaled. */
    default Initialiser times(double factor) {
        return (shape, random) -> {
            float[] values = values(shape, random);
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) factor;
            }
            return values;
        };
    }

    private static double truncated(RandomGenerator random, double deviation, double limit) {
        double value = deviation * random.nextGaussian();
        while (Math.abs(value) > limit) {
            value = deviation * random.nextGaussian();
        }
        return value;
    }

    private static double fanIn(long[] shape) {
        return size(shape) / (double) shape[0];
    }

    /** As PyTorch counts them, also where a transposed convolution has its inputs first. */
    private static double fanOut(long[] shape) {
        return size(shape) / (double) shape[1];
    }

    private static int size(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
}
