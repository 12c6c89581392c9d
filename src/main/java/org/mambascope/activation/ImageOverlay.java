package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers the statistics of some images by themselves, to draw several images over each other. What
 * an image leaves behind are profiles and distributions, not its mean magnitudes: some 100 KB a
 * point.
 */
public final class ImageOverlay implements PointConsumer {
    private final Map<Integer, Map<String, PointStatistics>> images = new TreeMap<>();

    /**
     * @param wanted numbers of the images to be looked at by themselves, from 0; others pass by
     */
    public ImageOverlay(Set<Integer> wanted) {
        wanted.forEach(image -> images.put(image, new LinkedHashMap<>()));
    }

    @Override
    public void take(ObservationPoint point, long firstImage, float[] values) {
        int size = point.tokens() * point.channels();
        for (int i = 0; i < values.length / size; i++) {
            int image = Math.toIntExact(firstImage) + i;
            if (!images.containsKey(image)) {
                continue;
            }
            PointAccumulator accumulator = new PointAccumulator(point);
            accumulator.add(Arrays.copyOfRange(values, i * size, (i + 1) * size));
            images.get(image).put(point.name(), accumulator.finish().withoutMagnitudes());
        }
    }

    /** Statistics of each image, by the name of the point. */
    public List<Map<String, PointStatistics>> images() {
        return List.copyOf(images.values());
    }
}
