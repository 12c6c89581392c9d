package org.mambascope.model.detection.box;

import org.mambascope.image.mask.BoundingBox;

import java.util.Arrays;
import java.util.List;

/**
 * Boxes in pixels, each by the coordinates of its corners: left, top, right, bottom. Pixel <i>i</i>
 * reaches from <i>i</i> to <i>i</i> + 1, so a width is right − left. Cannot be modified.
 */
public final class Boxes {
    /** Coordinates of one box. */
    public static final int SIDES = 4;

    /** No boxes. */
    public static final Boxes NONE = new Boxes(new float[0]);

    private final float[] corners;

    private Boxes(float[] corners) {
        this.corners = corners;
    }

    /**
     * Boxes of a row-major count × 4 array, which is copied.
     *
     * @throws IllegalArgumentException if its length is no multiple of four
     */
    public static Boxes of(float... corners) {
        return own(corners.clone());
    }

    /** As {@link #of(float...)}, of an array that nobody else changes. */
    static Boxes own(float[] corners) {
        if (corners.length % SIDES != 0) {
            throw new IllegalArgumentException(
                    corners.length + " coordinates are no boxes of four each");
        }
        return new Boxes(corners);
    }

    /** All boxes of several lists, in their order. */
    public static Boxes concat(List<Boxes> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.corners.length).sum()];
        int at = 0;
        for (Boxes part : parts) {
            System.arraycopy(part.corners, 0, all, at, part.corners.length);
            at += part.corners.length;
        }
        return new Boxes(all);
    }

    /** Number of boxes. */
    public int count() {
        return corners.length / SIDES;
    }

    /** Left edge of a box. */
    public float left(int box) {
        return corners[SIDES * box];
    }

    /** Upper edge of a box. */
    public float top(int box) {
        return corners[SIDES * box + 1];
    }

    /** Right edge of a box. */
    public float right(int box) {
        return corners[SIDES * box + 2];
    }

    /** Lower edge of a box. */
    public float bottom(int box) {
        return corners[SIDES * box + 3];
    }

    /** Width of a box; negative where right is less than left. */
    public float width(int box) {
        return right(box) - left(box);
    }

    /** Height of a box; negative where the lower edge is above the upper. */
    public float height(int box) {
        return bottom(box) - top(box);
    }

    /**
     * A box by its corner and size.
     *
     * @throws IllegalArgumentException if a side is negative or a coordinate is not finite
     */
    public BoundingBox bounds(int box) {
        return new BoundingBox(
                left(box),
                top(box),
                (double) right(box) - left(box),
                (double) bottom(box) - top(box));
    }

    /** The boxes with these numbers, in that order; a number may come more than once. */
    public Boxes select(int... boxes) {
        float[] selected = new float[SIDES * boxes.length];
        for (int i = 0; i < boxes.length; i++) {
            System.arraycopy(corners, SIDES * boxes[i], selected, SIDES * i, SIDES);
        }
        return new Boxes(selected);
    }

    /** The boxes in an image that is smaller by these factors in x and y. */
    public Boxes dividedBy(float x, float y) {
        float[] scaled = new float[corners.length];
        for (int i = 0; i < corners.length; i++) {
            scaled[i] = corners[i] / (i % 2 == 0 ? x : y);
        }
        return new Boxes(scaled);
    }

    /** A copy of the coordinates, count × 4. */
    public float[] toArray() {
        return corners.clone();
    }

    /** The coordinates themselves, count × 4, not to be modified. */
    float[] corners() {
        return corners;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Boxes boxes && Arrays.equals(corners, boxes.corners);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(corners);
    }

    @Override
    public String toString() {
        return count() + " boxes " + Arrays.toString(corners);
    }
}
