package org.mambascope.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A sample of images that represents all of a dataset. Where images lie class by class, they are
 * taken from each class in turn; where classes are mixed, the first; where labels are unknown,
 * evenly spaced. Classes count as mixed if none of them lies together and there are more than half
 * as many changes from image to image as chance would make, or if the first images show as many
 * classes as all do.
 *
 * @param indices of the images, in the order in which they are to be used
 * @param words numbers of images and classes, as {@code 30 of 60 images of cats, 3 of each of 10
 *     classes}
 */
public record ImageSample(int[] indices, String words) {
    /**
     * At most so many of all images.
     *
     * @param limit at least 1
     */
    public static ImageSample of(Dataset dataset, long limit) {
        return of(dataset, IntStream.range(0, dataset.size()).toArray(), limit);
    }

    /** At most so many of the images that have labels. */
    public static ImageSample labelled(Dataset dataset, long limit) {
        return of(
                dataset,
                IntStream.range(0, dataset.size())
                        .filter(index -> dataset.label(index).isPresent())
                        .toArray(),
                limit);
    }

    /** Images that were chosen otherwise. */
    public static ImageSample chosen(Dataset dataset, int... indices) {
        return new ImageSample(indices, words(dataset, indices));
    }

    private static ImageSample of(Dataset dataset, int[] images, long limit) {
        int count = (int) Math.min(limit, images.length);
        boolean known = Arrays.stream(images).allMatch(i -> dataset.label(i).isPresent());
        int[] first = Arrays.copyOf(images, count);
        int[] labels =
                known
                        ? Arrays.stream(images).map(i -> dataset.label(i).orElseThrow()).toArray()
                        : new int[0];
        int[] indices;
        if (count == images.length) {
            indices = first;
        } else if (!known) {
            indices = IntStream.range(0, count).map(i -> spaced(images, i, count)).toArray();
        } else {
            indices = isMixed(labels, count) ? first : byClass(images, labels, count);
        }
        return chosen(dataset, indices);
    }

    private static int spaced(int[] images, int i, int count) {
        return images[(int) ((long) i * images.length / count)];
    }

    private static boolean isMixed(int[] labels, int count) {
        Map<Integer, Integer> counts = counts(labels, labels.length);
        int shown = counts(labels, count).size();
        if (shown == Math.min(count, counts.size())) {
            return true;
        }
        long runs =
                1
                        + IntStream.range(1, labels.length)
                                .filter(i -> labels[i] != labels[i - 1])
                                .count();
        double same =
                counts.values().stream()
                        .mapToDouble(size -> Math.pow((double) size / labels.length, 2))
                        .sum();
        double byChance = 1 + labels.length * (1 - same);
        return runs > counts.size() && runs > byChance / 2;
    }

    private static Map<Integer, Integer> counts(int[] labels, int count) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        Arrays.stream(labels, 0, count).forEach(label -> counts.merge(label, 1, Integer::sum));
        return counts;
    }

    /** The first image of each class, then the second, and so on. */
    private static int[] byClass(int[] images, int[] labels, int count) {
        Map<Integer, List<Integer>> classes = new LinkedHashMap<>();
        for (int i = 0; i < images.length; i++) {
            classes.computeIfAbsent(labels[i], _ -> new ArrayList<>()).add(images[i]);
        }
        List<Integer> chosen = new ArrayList<>();
        for (int round = 0; chosen.size() < count; round++) {
            for (List<Integer> members : classes.values()) {
                if (round < members.size() && chosen.size() < count) {
                    chosen.add(members.get(round));
                }
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String words(Dataset dataset, int[] indices) {
        String images =
                "%,d of %,d images of %s".formatted(indices.length, dataset.size(), dataset.name());
        int[] labels =
                Arrays.stream(indices)
                        .filter(i -> dataset.label(i).isPresent())
                        .map(i -> dataset.label(i).orElseThrow())
                        .toArray();
        if (labels.length == 0) {
            return images + ", of unknown classes";
        }
        var sizes =
                counts(labels, labels.length).values().stream()
                        .mapToInt(n -> n)
                        .summaryStatistics();
        String each =
                sizes.getMin() == sizes.getMax()
                        ? String.valueOf(sizes.getMin())
                        : sizes.getMin() + " to " + sizes.getMax();
        return "%s, %s of each of %d classes".formatted(images, each, sizes.getCount());
    }
}
