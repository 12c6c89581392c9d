package org.mambascope.model.detection.box;

import java.util.List;
import java.util.stream.IntStream;

/**
 * RoIAlign: averages of bilinear samples of features in the bins of regions, aligned by half a
 * cell, with as many samples a bin as it is cells long. The sums of mmcv's operator in another
 * order.
 *
 * @param bins on each side of a region
 */
public record RoiAlign(int bins) {
    public RoiAlign {
        if (bins < 1) {
            throw new IllegalArgumentException("a region has at least one bin");
        }
    }

    /**
     * Features of regions of one map.
     *
     * @param stride of the map in pixels
     * @return regions × channels × bins × bins
     */
    public float[] apply(FeatureMap map, int stride, Boxes regions) {
        return apply(List.of(map), List.of(stride), regions);
    }

    /**
     * Features of regions, each from the level of the pyramid that {@link RoiLevel} says.
     *
     * @param pyramid maps of as many channels, the finest first
     * @param strides of the maps in pixels
     * @return regions × channels × bins × bins
     */
    public float[] apply(List<FeatureMap> pyramid, List<Integer> strides, Boxes regions) {
        int length = pyramid.getFirst().channels() * bins * bins;
        float[] features = new float[Math.multiplyExact(regions.count(), length)];
        IntStream.range(0, regions.count())
                .parallel()
                .forEach(
                        region -> {
                            int level = RoiLevel.of(regions, region, pyramid.size());
                            float scale = 1f / strides.get(level);
                            float[] binned = binned(pyramid.get(level), scale, regions, region);
                            transpose(binned, features, region * length);
                        });
        return features;
    }

    /** Features of one region, bins × bins × channels. */
    private float[] binned(FeatureMap map, float scale, Boxes regions, int region) {
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
        int channels = map.channels();
        float count = Math.max(rows.samples() * columns.samples(), 1);
        float[] sums = new float[bins * bins * channels];
        for (int bin = 0; bin < bins * bins; bin++) {
            addRows(map, rows, bin / bins, columns, bin % bins, sums, bin * channels, count);
        }
        return sums;
    }

    private static void addRows(
            FeatureMap map,
            BinWeights rows,
            int row,
            BinWeights columns,
            int column,
            float[] sums,
            int at,
            float count) {
        float[] down = rows.weights()[row];
        float[] across = columns.weights()[column];
        int channels = map.channels();
        for (int y = 0; y < down.length; y++) {
            int line = (rows.first()[row] + y) * map.width() + columns.first()[column];
            for (int x = 0; x < across.length; x++) {
                float weight = down[y] * across[x] / count;
                addScaled(map.values(), (line + x) * channels, weight, sums, at, channels);
            }
        }
    }

    private static void addScaled(
            float[] from, int start, float weight, float[] sums, int at, int channels) {
        for (int channel = 0; channel < channels; channel++) {
            sums[at + channel] += weight * from[start + channel];
        }
    }

    private void transpose(float[] binned, float[] features, int start) {
        int places = bins * bins;
        int channels = binned.length / places;
        for (int channel = 0; channel < channels; channel++) {
            for (int place = 0; place < places; place++) {
                features[start + channel * places + place] = binned[place * channels + channel];
            }
        }
    }
}
