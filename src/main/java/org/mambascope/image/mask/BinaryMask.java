package org.mambascope.image.mask;

import java.util.BitSet;

/** The pixels of an image that belong to an object. Cannot be modified. */
public final class BinaryMask {
    private final int width;
    private final int height;
    private final BitSet pixels;

    private BinaryMask(int width, int height, BitSet pixels) {
        if (width < 0 || height < 0 || pixels.length() > Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    "a mask of %d × %d has no pixel %d"
                            .formatted(width, height, pixels.length() - 1));
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** Mask of an image's pixels, numbered row by row; the set is copied. */
    public static BinaryMask of(int width, int height, BitSet pixels) {
        return new BinaryMask(width, height, (BitSet) pixels.clone());
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** Returns true if a pixel belongs to the object. */
    public boolean at(int x, int y) {
        return pixels.get(y * width + x);
    }

    /** Number of the object's pixels. */
    public int area() {
        return pixels.cardinality();
    }

    /** A copy of the pixels, numbered row by row. */
    public BitSet pixels() {
        return (BitSet) pixels.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinaryMask mask
                && width == mask.width
                && height == mask.height
                && pixels.equals(mask.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + pixels.hashCode();
    }

    @Override
    public String toString() {
        return "%d of %d × %d pixels".formatted(area(), width, height);
    }
}
