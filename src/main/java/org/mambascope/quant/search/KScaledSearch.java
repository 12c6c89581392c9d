package org.mambascope.quant.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.quant.range.RangeEstimator;
import org.mambascope.quant.range.RangeGridSearch;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Finds few steps for many tokens, as k-scaled quantisation does (Shi et al. 2025): token positions
 * fall into clusters of like mean magnitude (k-means in one dimension); each cluster's step, and
 * one step of all weights, are in turn those of a hundred that keep the direction of the layer's
 * output best; steps of clusters are powers of two apart, so that shifts do.
 *
 * @param clusters their number, k
 * @param bits of weights and input
 * @param owner of tensors meanwhile
 */
record KScaledSearch(int clusters, LayerBits bits, NDManager owner) {
    private static final int ROUNDS = 3;
    private static final int CANDIDATES = 100;
    static final double SMALLEST = 0.01;
    static final double LARGEST = 1.2;

    /** Rows of the input that outputs are compared on. */
    static final int COMPARED_ROWS = 1024;

    /**
     * Result of the search.
     *
     * @param weightSteps the same for each output channel; empty if weights stay in floating point
     */
    record Found(ActivationParameters steps, Optional<float[]> weightSteps) {}

    /**
     * Searches.
     *
     * @param input in the basis that is quantised
     * @param weights N × K in that basis
     */
    Found run(CalibrationInput input, float[] weights) {
        int[] clusterOf = clusters(input);
        Rows rows = rows(input, clusterOf);
        float[] steps = new float[clusters];
        for (int cluster = 0; cluster < clusters; cluster++) {
            steps[cluster] =
                    Math.max(
                            (float) (rows.largest(cluster) / reach(bits.activation())),
                            RangeGridSearch.SMALLEST_STEP);
        }
        float largest = RangeEstimator.largestMagnitude(weights, 0, weights.length);
        float weightStep = (float) (largest / reach(bits.weight()));
        try (NDManager scope = owner.newSubManager()) {
            Product product = new Product(scope, weights, input.channels());
            for (int round = 0; round < ROUNDS; round++) {
                float[] rounded = roundedWeights(weights, weightStep);
                NDArray codes = product.weights(rounded);
                for (int cluster = 0; cluster < clusters; cluster++) {
                    float[] own = rows.of(cluster);
                    if (bits.quantisesActivations() && own.length > 0) {
                        float best = activationStep(product, own, codes, rows.largest(cluster));
                        steps[cluster] = cluster == 0 ? best : shifted(steps[0], best);
                    }
                }
                codes.close();
                if (bits.quantisesWeights()) {
                    weightStep = weightStep(product, rows, steps, weights, largest);
                }
            }
        }
        return found(clusterOf, steps, weights.length / input.channels(), weightStep);
    }

    /** Of all token positions and output channels. */
    Found found(int[] clusterOf, float[] steps, int outputs, float weightStep) {
        return new Found(
                activations(clusterOf, steps),
                bits.quantisesWeights()
                        ? Optional.of(filled(outputs, weightStep))
                        : Optional.empty());
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private ActivationParameters activations(int[] clusterOf, float[] steps) {
        if (!bits.quantisesActivations()) {
            return new ActivationParameters.None();
        }
        float[] ofTokens = new float[clusterOf.length];
        for (int token = 0; token < ofTokens.length; token++) {
            ofTokens[token] = Math.max(steps[clusterOf[token]], RangeGridSearch.SMALLEST_STEP);
        }
        return new ActivationParameters.Static(ofTokens, filled(ofTokens.length, middle()));
    }

    /** The code of 0: codes are signed ones, counted from the lowest. */
    float middle() {
        return 1 << bits.activation() - 1;
    }

    static double reach(int bits) {
        return (1 << bits - 1) - 0.5;
    }

    /** The first cluster's step times the nearest power of two. */
    static float shifted(float first, float step) {
        return (float) (first * Math.pow(2, Math.rint(Math.log(step / first) / Math.log(2))));
    }

    private float activationStep(Product product, float[] rows, NDArray codes, float largest) {
        NDArray exact = product.exact(rows);
        float best =
                best(
                        largest / reach(bits.activation()),
                        step ->
                                product.cosine(
                                        exact, product.of(roundedRows(rows, (float) step), codes)));
        exact.close();
        return best;
    }

    private float weightStep(
            Product product, Rows rows, float[] steps, float[] weights, float largest) {
        NDArray exact = product.exact(rows.values());
        float[] rounded = rows.rounded(this, steps);
        float best =
                best(
                        largest / reach(bits.weight()),
                        step -> {
                            try (NDArray codes =
                                    product.weights(roundedWeights(weights, (float) step))) {
                                return product.cosine(exact, product.of(rounded, codes));
                            }
                        });
        exact.close();
        return best;
    }

    private float best(double whole, DoubleUnaryOperator cosine) {
        double best = whole;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            double share = SMALLEST + (LARGEST - SMALLEST) * i / (CANDIDATES - 1);
            double step = Math.max(share * whole, RangeGridSearch.SMALLEST_STEP);
            double found = cosine.applyAsDouble(step);
            if (found > most) {
                most = found;
                best = step;
            }
        }
        return (float) best;
    }

    private float[] roundedRows(float[] values, float step) {
        if (!bits.quantisesActivations()) {
            return values;
        }
        return rounded(values, step, -middle(), middle() - 1);
    }

    private float[] roundedWeights(float[] weights, float step) {
        return bits.quantisesWeights()
                ? rounded(weights, step, -bits.topWeightCode(), bits.topWeightCode())
                : weights;
    }

    private static float[] rounded(float[] values, float step, float lowest, float highest) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Math.clamp((float) Math.rint(values[i] / step), lowest, highest) * step;
        }
        return rounded;
    }

    /** The cluster of each token position; the first has the smallest values. */
    int[] clusters(CalibrationInput input) {
        int size = input.perToken();
        double[] magnitudes = new double[input.tokens()];
        for (int i = 0; i < input.values().length; i++) {
            magnitudes[i / size] += Math.abs(input.values()[i]) / (double) size;
        }
        double[] sorted = magnitudes.clone();
        Arrays.sort(sorted);
        double[] centres = new double[clusters];
        for (int cluster = 0; cluster < clusters; cluster++) {
            centres[cluster] = sorted[(2 * cluster + 1) * sorted.length / (2 * clusters)];
        }
        int[] nearest = nearest(magnitudes, centres);
        for (int[] before = {}; !Arrays.equals(before, nearest); ) {
            before = nearest;
            for (int cluster = 0; cluster < clusters; cluster++) {
                int wanted = cluster;
                int[] found = nearest;
                double own = centres[cluster];
                centres[cluster] =
                        IntStream.range(0, found.length)
                                .filter(token -> found[token] == wanted)
                                .mapToDouble(token -> magnitudes[token])
                                .average()
                                .orElse(own);
            }
            nearest = nearest(magnitudes, centres);
        }
        return nearest;
    }

    private static int[] nearest(double[] values, double[] centres) {
        int[] nearest = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int centre = 1; centre < centres.length; centre++) {
                if (Math.abs(values[i] - centres[centre])
                        < Math.abs(values[i] - centres[nearest[i]])) {
                    nearest[i] = centre;
                }
            }
        }
        return nearest;
    }

    Rows rows(CalibrationInput input, int[] clusterOf) {
        int channels = input.channels();
        int count = input.values().length / channels;
        int every = Math.ceilDiv(count, COMPARED_ROWS);
        int images = count / input.tokens();
        int[] chosen = IntStream.range(0, count).filter(row -> row % every == 0).toArray();
        float[] values = new float[chosen.length * channels];
        int[] cluster = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(input.values(), chosen[i] * channels, values, i * channels, channels);
            cluster[i] = clusterOf[chosen[i] / images];
        }
        return new Rows(values, channels, cluster);
    }

    /** Some rows of a layer's input, each of a cluster. */
    record Rows(float[] values, int channels, int[] cluster) {
        float[] of(int wanted) {
            int[] own =
                    IntStream.range(0, cluster.length)
                            .filter(row -> cluster[row] == wanted)
                            .toArray();
            float[] rows = new float[own.length * channels];
            for (int i = 0; i < own.length; i++) {
                System.arraycopy(values, own[i] * channels, rows, i * channels, channels);
            }
            return rows;
        }

        float largest(int wanted) {
            float[] own = of(wanted);
            return own.length == 0 ? 0 : RangeEstimator.largestMagnitude(own, 0, own.length);
        }

        float[] rounded(KScaledSearch search, float[] steps) {
            float[] rounded = new float[values.length];
            for (int row = 0; row < cluster.length; row++) {
                float[] one = Arrays.copyOfRange(values, row * channels, (row + 1) * channels);
                System.arraycopy(
                        search.roundedRows(one, steps[cluster[row]]),
                        0,
                        rounded,
                        row * channels,
                        channels);
            }
            return rounded;
        }
    }

    /** Outputs of the layer for some rows. */
    private record Product(NDManager scope, float[] original, int inputs) {
        /** (K, N) of weights N × K. */
        NDArray weights(float[] values) {
            return scope.create(values, new Shape(values.length / inputs, inputs)).transpose();
        }

        NDArray exact(float[] rows) {
            return of(rows, weights(original));
        }

        NDArray of(float[] rows, NDArray weights) {
            try (NDArray x = scope.create(rows, new Shape(rows.length / inputs, inputs))) {
                return x.matMul(weights);
            }
        }

        /** Of all outputs together; the second tensor is freed. */
        double cosine(NDArray exact, NDArray rounded) {
            try (NDManager inner = scope.newSubManager()) {
                rounded.attach(inner);
                NDArray common = rounded.mul(exact).sum();
                NDArray own = rounded.square().sum();
                return common.getFloat() / Math.sqrt(Math.max(own.getFloat(), Float.MIN_NORMAL));
            }
        }
    }
}
