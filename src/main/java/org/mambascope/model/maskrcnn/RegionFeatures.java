package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.FeatureMap;
import org.mambascope.model.detection.box.RoiAlign;
import org.mambascope.model.vmamba.Grid;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Levels of the pyramid from which the features of regions are taken.
 *
 * @param levels of all images
 * @param strides of the levels in pixels
 * @param maps in Java's memory, for each image the levels
 */
record RegionFeatures(
        Kernels kernels, List<Level> levels, List<Integer> strides, List<List<FeatureMap>> maps) {
    /** Reads the levels. */
    static RegionFeatures of(Kernels kernels, List<Level> levels, List<Integer> strides) {
        List<List<FeatureMap>> maps = new ArrayList<>();
        int images = Math.toIntExact(levels.getFirst().tokens().getShape().get(0));
        List<float[]> values = levels.stream().map(level -> level.tokens().toFloatArray()).toList();
        for (int image = 0; image < images; image++) {
            List<FeatureMap> own = new ArrayList<>();
            for (int level = 0; level < levels.size(); level++) {
                float[] all = values.get(level);
                int size = all.length / images;
                int from = image * size;
                own.add(map(level, levels, Arrays.copyOfRange(all, from, from + size)));
            }
            maps.add(List.copyOf(own));
        }
        return new RegionFeatures(kernels, levels, strides, List.copyOf(maps));
    }

    private static FeatureMap map(int level, List<Level> levels, float[] values) {
        Grid grid = levels.get(level).grid();
        return new FeatureMap(grid.rows(), grid.columns(), values.length / grid.tokens(), values);
    }

    /**
     * Features of regions of the first image.
     *
     * @return (regions, channels, bins, bins)
     */
    NDArray align(RoiAlign bins, Boxes regions) {
        return gathered(levels.getFirst().tokens(), bins, List.of(regions));
    }

    /**
     * Features of regions of every image, through which gradients flow.
     *
     * @param regions of each image, at least one of all
     * @return (regions, channels, bins, bins), image by image
     */
    NDArray align(RoiAlign bins, List<Boxes> regions) {
        NDArray joined =
                NDArrays.concat(new NDList(levels.stream().map(Level::tokens).toList()), 1);
        return kernels.linearMap(
                joined,
                x -> gathered(x, bins, regions),
                gradient -> scattered(gradient, bins, regions));
    }

    private NDArray gathered(NDArray owned, RoiAlign bins, List<Boxes> regions) {
        long channels = levels.getFirst().tokens().getShape().tail();
        int count = regions.stream().mapToInt(Boxes::count).sum();
        Shape shape = new Shape(count, channels, bins.bins(), bins.bins());
        float[] all = new float[Math.toIntExact(shape.size())];
        int at = 0;
        for (int image = 0; image < regions.size(); image++) {
            float[] own = bins.apply(maps.get(image), strides, regions.get(image));
            System.arraycopy(own, 0, all, at, own.length);
            at += own.length;
        }
        return owned.getManager().create(all, shape);
    }

    private NDArray scattered(NDArray gradient, RoiAlign bins, List<Boxes> regions) {
        float[] values = gradient.toFloatArray();
        int length = values.length / regions.stream().mapToInt(Boxes::count).sum();
        int[] begins = new int[regions.size() + 1];
        for (int image = 0; image < regions.size(); image++) {
            begins[image + 1] = begins[image] + regions.get(image).count() * length;
        }
        List<float[]> images =
                IntStream.range(0, regions.size())
                        .parallel()
                        .mapToObj(
                                image ->
                                        scattered(
                                                Arrays.copyOfRange(
                                                        values, begins[image], begins[image + 1]),
                                                bins,
                                                regions.get(image)))
                        .toList();
        float[] all = new float[images.size() * images.getFirst().length];
        for (int image = 0; image < images.size(); image++) {
            float[] own = images.get(image);
            System.arraycopy(own, 0, all, image * own.length, own.length);
        }
        int channels = maps.getFirst().getFirst().channels();
        return gradient.getManager()
                .create(
                        all,
                        new Shape(images.size(), all.length / images.size() / channels, channels));
    }

    /** Gradient of one image's tokens, the levels one after the other. */
    private float[] scattered(float[] gradient, RoiAlign bins, Boxes regions) {
        List<FeatureMap> gradients =
                maps.getFirst().stream()
                        .map(
                                map ->
                                        new FeatureMap(
                                                map.height(),
                                                map.width(),
                                                map.channels(),
                                                new float[map.values().length]))
                        .toList();
        bins.addGradient(gradient, gradients, strides, regions);
        float[] joined = new float[gradients.stream().mapToInt(map -> map.values().length).sum()];
        int at = 0;
        for (FeatureMap map : gradients) {
            System.arraycopy(map.values(), 0, joined, at, map.values().length);
            at += map.values().length;
        }
        return joined;
    }
}
