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
                            FeatureMap map = pyramid.get(level);
                            RoiWeights weights =
                                    RoiWeights.of(regions, region, strides.get(level), bins, map);
                            float[] binned = new float[length];
                            weights.gather(map, binned);
                            toPlanes(binned, features, region * length);
                        });
        return features;
    }

    /**
     * The adjoint of {@link #apply(List, List, Boxes)}: adds the gradient of the features of
     * regions to that of the maps which they were taken from, in the order of the regions.
     *
     * @param gradient regions × channels × bins × bins
     * @param pyramid gradients of the maps, whose values are added to
     */
    public void addGradient(
            float[] gradient, List<FeatureMap> pyramid, List<Integer> strides, Boxes regions) {
        int length = pyramid.getFirst().channels() * bins * bins;
        float[] binned = new float[length];
        for (int region = 0; region < regions.count(); region++) {
            int level = RoiLevel.of(regions, region, pyramid.size());
            FeatureMap map = pyramid.get(level);
            fromPlanes(gradient, region * length, binned);
            RoiWeights.of(regions, region, strides.get(level), bins, map).scatter(binned, map);
        }
    }

    private void toPlanes(float[] binned, float[] features, int start) {
        int places = bins * bins;
        int channels = binned.length / places;
        for (int channel = 0; channel < channels; channel++) {
            for (int place = 0; place < places; place++) {
                features[start + channel * places + place] = binned[place * channels + channel];
            }
        }
    }

    private void fromPlanes(float[] features, int start, float[] binned) {
        int places = bins * bins;
        int channels = binned.length / places;
        for (int channel = 0; channel < channels; channel++) {
            for (int place = 0; place < places; place++) {
                binned[place * channels + channel] = features[start + channel * places + place];
            }
        }
    }
}
