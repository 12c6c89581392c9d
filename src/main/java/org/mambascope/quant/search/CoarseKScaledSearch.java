package org.mambascope.quant.search;

import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.quant.range.RangeEstimator;
import org.mambascope.quant.range.RangeGridSearch;
import org.mambascope.quant.search.KScaledSearch.Found;

import java.util.function.ToDoubleFunction;

/**
 * {@link KScaledSearch} in a fraction of its time: few steps are tried, once, and errors of
 * different channels are taken to be independent of each other, so that the cosine comes from sums
 * over each channel and no outputs are computed.
 *
 * @param search with all steps, for clusters and what is found
 */
record CoarseKScaledSearch(KScaledSearch search) {
    private static final int CANDIDATES = 13;

    /** Added and taken off again, it leaves the nearest whole number: 1.5 · 2²³. */
    private static final float ROUNDING = 12582912f;

    /**
     * Searches.
     *
     * @param input in the basis that is quantised
     * @param weights N × K in that basis
     */
    Found run(CalibrationInput input, float[] weights) {
        int channels = input.channels();
        LayerBits bits = search.bits();
        int[] clusterOf = search.clusters(input);
        KScaledSearch.Rows rows = search.rows(input, clusterOf);
        float largest = RangeEstimator.largestMagnitude(weights, 0, weights.length);
        double whole = largest / KScaledSearch.reach(bits.weight());
        Codes ofWeights = new Codes(-bits.topWeightCode(), bits.topWeightCode(), channels);
        Codes ofInput = new Codes(-search.middle(), search.middle() - 1, channels);
        Sums codes =
                bits.quantisesWeights()
                        ? ofWeights.sums(weights, (float) whole)
                        : Sums.exact(weights, channels);
        float[] steps = new float[search.clusters()];
        Sums rounded = Sums.none(channels);
        for (int cluster = 0; cluster < steps.length; cluster++) {
            float[] own = rows.of(cluster);
            double full = rows.largest(cluster) / KScaledSearch.reach(bits.activation());
            float best =
                    bits.quantisesActivations() && own.length > 0
                            ? best(full, step -> ofInput.sums(own, step).cosine(codes))
                            : Math.max((float) full, RangeGridSearch.SMALLEST_STEP);
            steps[cluster] = cluster == 0 ? best : KScaledSearch.shifted(steps[0], best);
            rounded.add(
                    bits.quantisesActivations()
                            ? ofInput.sums(own, steps[cluster])
                            : Sums.exact(own, channels));
        }
        float weightStep =
                bits.quantisesWeights()
                        ? best(whole, step -> ofWeights.sums(weights, step).cosine(rounded))
                        : (float) whole;
        return search.found(clusterOf, steps, weights.length / channels, weightStep);
    }

    private static float best(double whole, ToDoubleFunction<Float> cosine) {
        float best = (float) whole;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            double share =
                    KScaledSearch.SMALLEST
                            + (KScaledSearch.LARGEST - KScaledSearch.SMALLEST)
                                    * i
                                    / (CANDIDATES - 1);
            float step = Math.max((float) (share * whole), RangeGridSearch.SMALLEST_STEP);
            double found = cosine.applyAsDouble(step);
            if (found > most) {
                most = found;
                best = step;
            }
        }
        return best;
    }

    private record Codes(float lowest, float highest, int channels) {
        Sums sums(float[] rows, float step) {
            Sums sums = Sums.none(channels);
            float perStep = 1 / step;
            for (int row = 0; row < rows.length; row += channels) {
                for (int i = 0; i < channels; i++) {
                    float value = rows[row + i];
                    float code = Math.min(Math.max(value * perStep, lowest), highest);
                    float rounded = (code + ROUNDING - ROUNDING) * step;
                    sums.common[i] += value * rounded;
                    sums.own[i] += rounded * rounded;
                }
            }
            return sums;
        }
    }

    /**
     * Over rows, of each channel.
     *
     * @param common Σ x x̂
     * @param own Σ x̂²
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sums(float[] common, float[] own) {
        static Sums none(int channels) {
            return new Sums(new float[channels], new float[channels]);
        }

        static Sums exact(float[] rows, int channels) {
            Sums sums = none(channels);
            for (int i = 0; i < rows.length; i++) {
                sums.own[i % channels] += rows[i] * rows[i];
            }
            return new Sums(sums.own, sums.own);
        }

        void add(Sums more) {
            for (int i = 0; i < own.length; i++) {
                common[i] += more.common[i];
                own[i] += more.own[i];
            }
        }

        /** Between the exact outputs of rows and weights and the rounded ones, up to a factor. */
        double cosine(Sums other) {
            double together = 0;
            double rounded = 0;
            for (int i = 0; i < own.length; i++) {
                together += (double) common[i] * other.common[i];
                rounded += (double) own[i] * other.own[i];
            }
            return together / Math.sqrt(Math.max(rounded, Double.MIN_NORMAL));
        }
    }
}
