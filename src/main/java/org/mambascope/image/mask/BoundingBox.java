package org.mambascope.image.mask;

import java.util.List;

/**
 * A box in pixels as COCO writes it: the corner at the upper left and the size.
 *
 * @param x left edge
 * @param y upper edge
 * @param width not negative
 * @param height not negative
 */
public record BoundingBox(double x, double y, double width, double height) {
    public BoundingBox {
        if (!(Double.isFinite(x) && Double.isFinite(y) && width >= 0 && height >= 0)
                || Double.isInfinite(width * height)) {
            throw new IllegalArgumentException(
                    "a box has a place and a size, not %s, %s, %s, %s"
                            .formatted(x, y, width, height));
        }
    }

    /** Area in pixels. */
    public double area() {
        return width * height;
    }

    /** x, y, width, height. */
    public List<Double> toList() {
        return List.of(x, y, width, height);
    }

    /**
     * Overlap with an object, 0 … 1, as cocoapi computes it: the common area over that of both
     * together, or over this box's own where the object is a crowd.
     */
    public double overlap(BoundingBox object, boolean crowd) {
        double across = Math.min(x + width, object.x + object.width) - Math.max(x, object.x);
        double down = Math.min(y + height, object.y + object.height) - Math.max(y, object.y);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        double common = across * down;
        return common / (crowd ? area() : area() + object.area() - common);
    }
}
