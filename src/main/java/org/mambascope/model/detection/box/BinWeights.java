package org.mambascope.model.detection.box;

import java.util.Arrays;

/**
 * Weights of the cells of one axis in the bins of a region of interest. A bin is sampled at evenly
 * spaced places, as many as it is cells long; bilinear interpolation takes each from two cells.
 * Samples of both axes are independent, so that the weight of a cell in a bin of an area is the
 * product of those of its row and its column. Single precision, as mmcv's {@code RoIAlign} of
 * {@code sampling_ratio} 0 decides which cells these are.
 *
 * @param samples of a bin; zero where the region has no length
 * @param first number of the first cell of each bin
 * @param weights of each bin's cells from the first on; empty where no sample is on the map
 */
record BinWeights(int samples, int[] first, float[][] weights) {
    /**
     * Weights of one axis.
     *
     * @param from beginning of the region, in cells
     * @param to end of the region, in cells
     * @param bins number of bins
     * @param cells number of cells
     */
    static BinWeights of(float from, float to, int bins, int cells) {
        float length = to - from;
        float bin = length / bins;
        int samples = (int) Math.ceil(length / bins);
        int[] first = new int[bins];
        float[][] weights = new float[bins][];
        float[] sums = new float[Math.max(0, samples) + 2];
        for (int i = 0; i < bins; i++) {
            Arrays.fill(sums, 0);
            first[i] = -1;
            int end = 0;
            for (int sample = 0; sample < samples; sample++) {
                float place = from + i * bin + (sample + 0.5f) * bin / samples;
                if (place < -1 || place > cells) {
                    continue;
                }
                float inside = Math.max(0, place);
                int low = Math.min((int) inside, cells - 1);
                float fraction = low == cells - 1 ? 0 : inside - low;
                if (first[i] < 0) {
                    first[i] = low;
                }
                int at = low - first[i];
                sums[at] += 1 - fraction;
                sums[at + 1] += fraction;
                end = low == cells - 1 ? at + 1 : at + 2;
            }
            weights[i] = Arrays.copyOf(sums, end);
        }
        return new BinWeights(samples, first, weights);
    }
}
