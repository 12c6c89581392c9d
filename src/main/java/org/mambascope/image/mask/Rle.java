package org.mambascope.image.mask;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A mask as run lengths, as COCO stores them: column by column, alternately pixels that do not
 * belong to the object and such that do, beginning with the former. Cannot be modified.
 */
public final class Rle {
    private final int height;
    private final int width;
    private final int[] counts;

    private Rle(int height, int width, int[] counts) {
        this.height = height;
        this.width = width;
        this.counts = counts;
    }

    /**
     * Mask of run lengths, which are copied.
     *
     * @throws IllegalArgumentException if one is negative or their sum is not height × width
     */
    public static Rle of(int height, int width, int... counts) {
        if (Arrays.stream(counts).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a run has no negative length");
        }
        long sum = sum(counts);
        if (height < 0 || width < 0 || sum != (long) height * width) {
            throw new IllegalArgumentException(
                    "runs of %d pixels are no mask of %d × %d".formatted(sum, width, height));
        }
        return new Rle(height, width, counts.clone());
    }

    /** Number of pixels that runs cover. */
    public static long sum(int... counts) {
        return Arrays.stream(counts).asLongStream().sum();
    }

    /** Run lengths of a mask. */
    public static Rle of(BinaryMask mask) {
        RunBuilder runs = new RunBuilder();
        for (int x = 0; x < mask.width(); x++) {
            for (int y = 0; y < mask.height(); y++) {
                runs.add(mask.at(x, y), 1);
            }
        }
        return new Rle(mask.height(), mask.width(), runs.counts());
    }

    /** Pixels of all masks together; all have one size. */
    public static Rle union(List<Rle> parts) {
        return parts.stream().reduce((one, other) -> merge(one, other, false)).orElseThrow();
    }

    /** Pixels that all masks have in common; all have one size. */
    public static Rle intersection(List<Rle> parts) {
        return parts.stream().reduce((one, other) -> merge(one, other, true)).orElseThrow();
    }

    private static Rle merge(Rle one, Rle other, boolean both) {
        RunBuilder runs = new RunBuilder();
        RunPair pair = new RunPair(one, other);
        while (pair.next()) {
            boolean set = both ? pair.inOne() && pair.inOther() : pair.inOne() || pair.inOther();
            runs.add(set, pair.length());
        }
        return new Rle(one.height, one.width, runs.counts());
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** A copy of the run lengths. */
    public int[] counts() {
        return counts.clone();
    }

    /** Number of runs. */
    int runs() {
        return counts.length;
    }

    /** Length of a run. */
    int run(int number) {
        return counts[number];
    }

    /** Number of the object's pixels. */
    public long area() {
        long area = 0;
        for (int i = 1; i < counts.length; i += 2) {
            area += counts[i];
        }
        return area;
    }

    /** The smallest box around the object; empty at the origin where there is no pixel. */
    public BoundingBox box() {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        int end = 0;
        for (int i = 0; i < counts.length; i++) {
            int start = end;
            end += counts[i];
            if (i % 2 == 0 || counts[i] == 0) {
                continue;
            }
            boolean wraps = start / height != (end - 1) / height;
            left = Math.min(left, start / height);
            right = Math.max(right, (end - 1) / height + 1);
            top = Math.min(top, wraps ? 0 : start % height);
            bottom = Math.max(bottom, wraps ? height : (end - 1) % height + 1);
        }
        return right == 0
                ? new BoundingBox(0, 0, 0, 0)
                : new BoundingBox(left, top, right - left, bottom - top);
    }

    /**
     * Overlap with an object's mask of the same size, 0 … 1: the common pixels over those of both
     * together, or over this mask's own where the object is a crowd.
     */
    public double overlap(Rle object, boolean crowd) {
        RunPair pair = new RunPair(this, object);
        long common = 0;
        while (pair.next()) {
            common += pair.inOne() && pair.inOther() ? pair.length() : 0;
        }
        long all = crowd ? area() : area() + object.area() - common;
        return common == 0 ? 0 : (double) common / all;
    }

    /** The mask's pixels. */
    public BinaryMask toMask() {
        BitSet pixels = new BitSet(height * width);
        int end = 0;
        for (int i = 0; i < counts.length; i++) {
            int start = end;
            end += counts[i];
            for (int at = start; i % 2 == 1 && at < end; at++) {
                pixels.set(at % height * width + at / height);
            }
        }
        return BinaryMask.of(width, height, pixels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rle rle
                && height == rle.height
                && width == rle.width
                && Arrays.equals(counts, rle.counts);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * height + width) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "%d × %d: %s".formatted(width, height, RleText.of(this));
    }
}
