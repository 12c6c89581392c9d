package org.mambascope.experiment.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All images' detections of one category by descending score; equal ones in the order of the
 * images' ids.
 */
final class RankedDetections {
    private static final int RANGES = AreaRange.values().length;

    /**
     * Detections in this order: their image, rank in it, and results as {@link CategoryMatches}.
     */
    private final int[] image;

    private final int[] rank;
    private final short[][] hits;
    private final short[][] misses;

    /** By range of areas and image. */
    private final int[][] objects;

    private record Place(CategoryMatches matches, long id, int image, int rank) {
        double score() {
            return matches.scores()[rank];
        }
    }

    /** Ranks the detections of a category. */
    RankedDetections(List<ImageMatches> images, int category) {
        List<Place> places = new ArrayList<>();
        objects = new int[RANGES][images.size()];
        for (int i = 0; i < images.size(); i++) {
            CategoryMatches matches = images.get(i).categories().get(category);
            if (matches == null) {
                continue;
            }
            for (int j = 0; j < matches.scores().length; j++) {
                places.add(new Place(matches, images.get(i).id(), i, j));
            }
            for (int range = 0; range < RANGES; range++) {
                objects[range][i] = matches.objects()[range];
            }
        }
        places.sort(
                Comparator.comparingDouble(Place::score).reversed().thenComparingLong(Place::id));
        image = places.stream().mapToInt(Place::image).toArray();
        rank = places.stream().mapToInt(Place::rank).toArray();
        hits = new short[RANGES][rank.length];
        misses = new short[RANGES][rank.length];
        for (int range = 0; range < RANGES; range++) {
            for (int i = 0; i < rank.length; i++) {
                CategoryMatches matches = places.get(i).matches();
                hits[range][i] = matches.hits()[range][rank[i]];
                misses[range][i] = matches.misses()[range][rank[i]];
            }
        }
    }

    /**
     * Precision over recall; empty where there are no objects.
     *
     * @param threshold its number
     * @param limit of detections of an image
     * @param times how often each image counts
     */
    Optional<PrecisionCurve> curve(AreaRange range, int threshold, int limit, int[] times) {
        int wanted = 0;
        for (int i = 0; i < times.length; i++) {
            wanted += times[i] * objects[range.ordinal()][i];
        }
        if (wanted == 0) {
            return Optional.empty();
        }
        short[] hit = hits[range.ordinal()];
        short[] miss = misses[range.ordinal()];
        int[] missesBefore = new int[wanted];
        int found = 0;
        int missed = 0;
        for (int i = 0; i < rank.length; i++) {
            if (rank[i] >= limit) {
                continue;
            }
            int count = times[image[i]];
            missed += (miss[i] >> threshold & 1) * count;
            if ((hit[i] >> threshold & 1) != 0) {
                for (int j = 0; j < count; j++) {
                    missesBefore[found++] = missed;
                }
            }
        }
        return Optional.of(PrecisionCurve.of(missesBefore, found, wanted));
    }
}
