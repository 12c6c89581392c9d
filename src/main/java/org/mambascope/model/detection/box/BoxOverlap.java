package org.mambascope.model.detection.box;

/** Overlap of boxes: the area that two have in common over that of both together (IoU). */
public final class BoxOverlap {
    private BoxOverlap() {}

    /**
     * IoU of every box with every other.
     *
     * @return boxes × others, 0 … 1
     */
    public static float[][] of(Boxes boxes, Boxes others) {
        float[] one = boxes.corners();
        float[] other = others.corners();
        float[][] overlaps = new float[boxes.count()][others.count()];
        for (int i = 0; i < overlaps.length; i++) {
            float area = area(one, Boxes.SIDES * i);
            for (int j = 0; j < overlaps[i].length; j++) {
                float common = common(one, Boxes.SIDES * i, other, Boxes.SIDES * j);
                overlaps[i][j] =
                        common > 0 ? common / (area + area(other, Boxes.SIDES * j) - common) : 0;
            }
        }
        return overlaps;
    }

    /** Area of the box whose coordinates begin at a place. */
    static float area(float[] corners, int box) {
        return (corners[box + 2] - corners[box]) * (corners[box + 3] - corners[box + 1]);
    }

    /** Area that two boxes share, whose coordinates begin at these places. */
    static float common(float[] corners, int one, float[] others, int other) {
        float width =
                Math.min(corners[one + 2], others[other + 2])
                        - Math.max(corners[one], others[other]);
        float height =
                Math.min(corners[one + 3], others[other + 3])
                        - Math.max(corners[one + 1], others[other + 1]);
        return Math.max(0, width) * Math.max(0, height);
    }
}
