package org.mambascope.quant.layer;

import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.torch.PrincipalAxes;

import java.util.Arrays;

/**
 * Means that are subtracted from a layer's input at every token position, μ = shares · directions:
 * means of few directions, which a file holds in a fraction of a table's size. All numbers are
 * half-precision ones, so that results computed with them are the same before and after they are
 * stored. Arrays are not copied and must not be changed.
 *
 * @param rank number of directions, r
 * @param shares tokens × r
 * @param directions r × K
 */
public record TokenMeans(int rank, float[] shares, float[] directions) {
    /** Directions that are kept: what positions differ in lies in few, and each takes space. */
    public static final int MOST = 4;

    public TokenMeans {
        if (rank < 1 || shares.length % rank != 0 || directions.length % rank != 0) {
            throw new IllegalArgumentException(
                    "%d shares and %d components do not go with %d directions"
                            .formatted(shares.length, directions.length, rank));
        }
    }

    /**
     * The nearest to a table of means.
     *
     * @param scope where the directions are computed
     * @param table tokens × K
     * @param channels K
     */
    public static TokenMeans of(NDManager scope, float[] table, int channels) {
        int tokens = table.length / channels;
        int rank = Math.min(MOST, Math.min(tokens, channels));
        float[] axes = PrincipalAxes.of(scope, products(table, channels), channels);
        float[] directions = new float[rank * channels];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = half(axes[i % channels * channels + i / channels]);
        }
        float[] shares = new float[tokens * rank];
        for (int i = 0; i < shares.length; i++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum +=
                        (double) table[i / rank * channels + channel]
                                * directions[i % rank * channels + channel];
            }
            shares[i] = half((float) sum);
        }
        return new TokenMeans(rank, shares, directions);
    }

    private static float[] products(float[] rows, int width) {
        double[] sums = new double[width * width];
        for (int from = 0; from < rows.length; from += width) {
            for (int i = 0; i < width; i++) {
                double value = rows[from + i];
                for (int j = 0; j < width; j++) {
                    sums[i * width + j] += value * rows[from + j];
                }
            }
        }
        float[] products = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            products[i] = (float) sums[i];
        }
        return products;
    }

    private static float half(float value) {
        return Float.float16ToFloat(Float.floatToFloat16(value));
    }

    /** K. */
    int channels() {
        return directions.length / rank;
    }

    /** μ, tokens × K. */
    public float[] table() {
        return product(directions);
    }

    /**
     * Outputs of a layer for each direction, W (s · direction), r × N.
     *
     * @param weights N × K of the original layer
     * @param smooth s (K), or a single 1
     */
    public float[] through(float[] weights, float[] smooth) {
        int channels = channels();
        int outputs = weights.length / channels;
        float[] result = new float[rank * outputs];
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum +=
                        (double) weights[i % outputs * channels + channel]
                                * smooth[channel % smooth.length]
                                * directions[i / outputs * channels + channel];
            }
            result[i] = (float) sum;
        }
        return result;
    }

    /** shares · rows, summed in the order of the directions, tokens × the rows' width. */
    float[] product(float[] rows) {
        int width = rows.length / rank;
        float[] product = new float[shares.length / rank * width];
        for (int i = 0; i < product.length; i++) {
            float sum = 0;
            for (int direction = 0; direction < rank; direction++) {
                sum += shares[i / width * rank + direction] * rows[direction * width + i % width];
            }
            product[i] = sum;
        }
        return product;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenMeans(int otherRank, float[] otherShares, float[] others)
                && rank == otherRank
                && Arrays.equals(shares, otherShares)
                && Arrays.equals(directions, others);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shares) + Arrays.hashCode(directions);
    }
}
