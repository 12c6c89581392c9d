package org.mambascope.experiment.detection;

import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Detection;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * COCO's matching of the detections of one image and category: from the highest score on, each
 * takes the free object of the largest IoU, of equal ones the last. Objects of other sizes and
 * crowds are taken where no other is; what takes one of them is ignored, as is a detection of
 * another size that takes none. A crowd may be taken again and again.
 */
final class CategoryMatcher {
    /** An IoU of 1 may be rounded down by so much. */
    private static final double ALMOST_ONE = 1 - 1e-10;

    private static final int NONE = -1;

    private final List<Detection> detections;
    private final List<AnnotatedObject> objects;
    private final double[][] overlaps;
    private final double[] areas;

    CategoryMatcher(
            OverlapKind kind,
            AnnotatedImage image,
            List<AnnotatedObject> objects,
            List<Detection> found,
            int most) {
        this.objects = objects;
        detections =
                found.stream()
                        .sorted(Comparator.comparingDouble(Detection::score).reversed())
                        .limit(most)
                        .toList();
        overlaps = kind.overlaps(image, detections, objects);
        areas = detections.stream().mapToDouble(kind::area).toArray();
    }

    CategoryMatches match() {
        int ranges = AreaRange.values().length;
        short[][] hits = new short[ranges][detections.size()];
        short[][] misses = new short[ranges][detections.size()];
        int[] wanted = new int[ranges];
        for (AreaRange range : AreaRange.values()) {
            int at = range.ordinal();
            boolean[] ignored = new boolean[objects.size()];
            for (int i = 0; i < ignored.length; i++) {
                AnnotatedObject object = objects.get(i);
                ignored[i] = object.crowd() || !range.contains(object.area());
                wanted[at] += ignored[i] ? 0 : 1;
            }
            int[] order =
                    IntStream.concat(
                                    IntStream.range(0, ignored.length).filter(i -> !ignored[i]),
                                    IntStream.range(0, ignored.length).filter(i -> ignored[i]))
                            .toArray();
            for (int threshold = 0; threshold < IouThreshold.COUNT; threshold++) {
                match(range, threshold, order, ignored, hits[at], misses[at]);
            }
        }
        double[] scores = detections.stream().mapToDouble(Detection::score).toArray();
        return new CategoryMatches(scores, hits, misses, wanted);
    }

    private void match(
            AreaRange range,
            int threshold,
            int[] order,
            boolean[] ignored,
            short[] hits,
            short[] misses) {
        boolean[] taken = new boolean[ignored.length];
        for (int detection = 0; detection < hits.length; detection++) {
            int object = best(overlaps[detection], threshold, order, ignored, taken);
            if (object != NONE) {
                taken[object] = true;
                hits[detection] |= (short) (ignored[object] ? 0 : 1 << threshold);
            } else if (range.contains(areas[detection])) {
                misses[detection] |= (short) (1 << threshold);
            }
        }
    }

    private int best(
            double[] overlap, int threshold, int[] order, boolean[] ignored, boolean[] taken) {
        double largest = Math.min(IouThreshold.value(threshold), ALMOST_ONE);
        int best = NONE;
        for (int object : order) {
            if (taken[object] && !objects.get(object).crowd()) {
                continue;
            }
            if (best != NONE && !ignored[best] && ignored[object]) {
                break;
            }
            if (overlap[object] >= largest) {
                largest = overlap[object];
                best = object;
            }
        }
        return best;
    }
}
