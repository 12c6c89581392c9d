package org.mambascope.model.detection.box;

/**
 * Level of a feature pyramid from which a region of interest is taken: floor(log2(√area / 56 +
 * 10⁻⁶)), so that a side of 112 pixels is the first of level 1, and each level doubles it. As
 * mmdetection's {@code SingleRoIExtractor}.
 */
public final class RoiLevel {
    private static final float FINEST = 56;
    private static final float TINY = 1e-6f;

    private RoiLevel() {}

    /**
     * Level of a region.
     *
     * @param levels number of levels
     * @return 0 … levels − 1, the finest first
     */
    public static int of(Boxes boxes, int box, int levels) {
        float side = (float) Math.sqrt(boxes.width(box) * boxes.height(box));
        float logarithm = (float) (Math.log(side / FINEST + TINY) / Math.log(2));
        return (int) Math.clamp(Math.floor(logarithm), 0, levels - 1);
    }
}
