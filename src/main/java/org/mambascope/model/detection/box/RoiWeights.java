package org.mambascope.model.detection.box;

/**
 * Weights of a map's cells in the bins of one region of interest, by which features are gathered
 * and gradients scattered.
 *
 * @param rows of the bins
 * @param columns of the bins
 * @param count samples of a bin, at least 1
 */
record RoiWeights(BinWeights rows, BinWeights columns, float count) {
    /**
     * Weights of a region.
     *
     * @param stride of the map in pixels
     * @param bins on each side
     */
    static RoiWeights of(Boxes regions, int region, int stride, int bins, FeatureMap map) {
        float scale = 1f / stride;
        BinWeights rows =
                BinWeights.of(
                        regions.top(region) * scale - 0.5f,
                        regions.bottom(region) * scale - 0.5f,
                        bins,
                        map.height());
        BinWeights columns =
                BinWeights.of(
                        regions.left(region) * scale - 0.5f,
                        regions.right(region) * scale - 0.5f,
                        bins,
                        map.width());
        return new RoiWeights(rows, columns, Math.max(rows.samples() * columns.samples(), 1));
    }

    /** Adds the map's features to those of the bins, bins × bins × channels. */
    void gather(FeatureMap map, float[] binned) {
        along(map, binned, false);
    }

    /** Adds what is in the bins to the map's values. */
    void scatter(float[] binned, FeatureMap map) {
        along(map, binned, true);
    }

    private void along(FeatureMap map, float[] binned, boolean scatters) {
        int bins = rows.weights().length;
        for (int bin = 0; bin < bins * bins; bin++) {
            bin(map, binned, bin / bins, bin % bins, scatters);
        }
    }

    private void bin(FeatureMap map, float[] binned, int row, int column, boolean scatters) {
        float[] down = rows.weights()[row];
        float[] across = columns.weights()[column];
        int channels = map.channels();
        int at = (row * rows.weights().length + column) * channels;
        for (int y = 0; y < down.length; y++) {
            int line = (rows.first()[row] + y) * map.width() + columns.first()[column];
            for (int x = 0; x < across.length; x++) {
                float weight = down[y] * across[x] / count;
                int cell = (line + x) * channels;
                if (scatters) {
                    addScaled(binned, at, weight, map.values(), cell, channels);
                } else {
                    addScaled(map.values(), cell, weight, binned, at, channels);
                }
            }
        }
    }

    private static void addScaled(
            float[] from, int start, float weight, float[] sums, int at, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            sums[at + channel] += weight * from[start + channel];
        }
    }
}
