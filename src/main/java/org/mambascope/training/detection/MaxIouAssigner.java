package org.mambascope.training.detection;

import org.mambascope.model.detection.box.BoxOverlap;
import org.mambascope.model.detection.box.Boxes;

/**
 * Assigner of boxes to objects by their IoU ({@code MaxIoUAssigner} of mmdetection). A box gets the
 * object that it overlaps most if that is enough; the boxes that overlap an object most get it even
 * if they overlap another one more.
 *
 * @param positive least IoU of a box with its object
 * @param negative IoU below which a box is background; between both it is ignored
 * @param leastPositive least IoU of the boxes that overlap an object most
 */
record MaxIouAssigner(float positive, float negative, float leastPositive) {
    /** Of a box without an object. */
    static final int BACKGROUND = -1;

    /** Of a box that is neither. */
    static final int IGNORED = -2;

    /** Of the anchors of the region proposal network. */
    static final MaxIouAssigner ANCHORS = new MaxIouAssigner(0.7f, 0.3f, 0.3f);

    /** Of the regions of the box head. */
    static final MaxIouAssigner REGIONS = new MaxIouAssigner(0.5f, 0.5f, 0.5f);

    /** Number of each box's object, {@link #BACKGROUND} or {@link #IGNORED}. */
    int[] assign(Boxes boxes, Boxes objects) {
        float[][] overlaps = BoxOverlap.of(boxes, objects);
        int[] assigned = new int[overlaps.length];
        float[] most = new float[objects.count()];
        for (int box = 0; box < overlaps.length; box++) {
            int best = best(overlaps[box]);
            float overlap = best < 0 ? 0 : overlaps[box][best];
            assigned[box] = overlap >= positive ? best : overlap < negative ? BACKGROUND : IGNORED;
            for (int object = 0; object < most.length; object++) {
                most[object] = Math.max(most[object], overlaps[box][object]);
            }
        }
        for (int object = 0; object < most.length; object++) {
            for (int box = 0; most[object] >= leastPositive && box < overlaps.length; box++) {
                if (overlaps[box][object] == most[object]) {
                    assigned[box] = object;
                }
            }
        }
        return assigned;
    }

    private static int best(float[] overlaps) {
        int best = -1;
        for (int object = 0; object < overlaps.length; object++) {
            if (best < 0 || overlaps[object] > overlaps[best]) {
                best = object;
            }
        }
        return best;
    }
}
