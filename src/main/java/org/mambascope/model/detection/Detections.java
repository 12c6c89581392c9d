package org.mambascope.model.detection;

import org.mambascope.image.mask.BinaryMask;
import org.mambascope.model.detection.box.Boxes;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Objects that a detector found in one image, by descending score. Arrays are not copied and must
 * not be changed.
 *
 * @param boxes in pixels of the image
 * @param scores 0 … 1
 * @param labels classes, counted from 0
 * @param masks of the image's size
 */
public record Detections(Boxes boxes, float[] scores, int[] labels, List<BinaryMask> masks) {
    /** No objects. */
    public static final Detections NONE =
            new Detections(Boxes.NONE, new float[0], new int[0], List.of());

    public Detections {
        masks = List.copyOf(masks);
        if (scores.length != boxes.count()
                || labels.length != boxes.count()
                || masks.size() != boxes.count()) {
            throw new IllegalArgumentException("an object has a box, a score, a class and a mask");
        }
    }

    /** Number of objects. */
    public int count() {
        return scores.length;
    }

    /** The objects with at least this score. */
    public Detections atLeast(double score) {
        int[] kept = IntStream.range(0, count()).filter(i -> scores[i] >= score).toArray();
        float[] some = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            some[i] = scores[kept[i]];
        }
        return new Detections(
                boxes.select(kept),
                some,
                IntStream.of(kept).map(i -> labels[i]).toArray(),
                IntStream.of(kept).mapToObj(masks::get).toList());
    }
}
