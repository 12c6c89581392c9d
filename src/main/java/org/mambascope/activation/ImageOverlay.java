package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the statistics of every image by itself, to draw several images over each other. What an
 * image leaves behind are profiles and distributions, not its mean magnitudes: some 100 KB a point.
 */
public final class ImageOverlay implements PointConsumer {
    private final List<Map<String, PointStatistics>> images = new ArrayList<>();

    @Override
    public void take(ObservationPoint point, long firstImage, float[] values) {
        int size = point.tokens() * point.channels();
        for (int i = 0; i < values.length / size; i++) {
            int image = Math.toIntExact(firstImage) + i;
            while (images.size() <= image) {
                images.add(new LinkedHashMap<>());
            }
            PointAccumulator accumulator = new PointAccumulator(point);
            accumulator.add(Arrays.copyOfRange(values, i * size, (i + 1) * size));
            images.get(image).put(point.name(), accumulator.finish().withoutMagnitudes());
        }
    }

    /** What each image showed, by the name of the point. */
    public List<Map<String, PointStatistics>> images() {
        return List.copyOf(images);
    }
}
