package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps one image's values at every watched point. */
public final class RawCapture implements PointConsumer {
    private final long image;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /**
     * @param image number of the image, counted from 0 through the analysis
     */
    public RawCapture(long image) {
        this.image = image;
    }

    @Override
    public void take(ObservationPoint point, long firstImage, float[] batch) {
        int size = point.tokens() * point.channels();
        if (image >= firstImage && image < firstImage + batch.length / size) {
            int start = Math.toIntExact(image - firstImage) * size;
            values.put(point.name(), Arrays.copyOfRange(batch, start, start + size));
        }
    }

    /** By the name of the point, in the order of the model: row-major (tokens, channels). */
    public Map<String, float[]> values() {
        return Collections.unmodifiableMap(values);
    }
}
