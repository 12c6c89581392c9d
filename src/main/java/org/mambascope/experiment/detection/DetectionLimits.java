package org.mambascope.experiment.detection;

/** How many detections of one image and category count, the best first. */
public enum DetectionLimits {
    /** As COCO: recalls with 1, 10 and 100, everything else with 100. */
    COCO(1, 10, 100),
    /**
     * As mmdetection: recalls with 100, 300 and 1000, AP with 100, everything else with 1000. The
     * same as COCO's, but for its recalls, where an image has at most 100 detections.
     */
    MMDETECTION(100, 300, 1000);

    /** The limit for AP over all thresholds and sizes. */
    static final int OF_AP = 100;

    private final int few;
    private final int some;
    private final int most;

    DetectionLimits(int few, int some, int most) {
        this.few = few;
        this.some = some;
        this.most = most;
    }

    /** The smallest limit, of the first recall. */
    public int few() {
        return few;
    }

    /** The limit of the second recall. */
    public int some() {
        return some;
    }

    /** The largest limit. */
    public int most() {
        return most;
    }
}
