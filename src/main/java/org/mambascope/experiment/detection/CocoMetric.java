package org.mambascope.experiment.detection;

import java.util.function.ToIntFunction;

/** COCO's twelve numbers in its order. */
public enum CocoMetric {
    /** Average precision: the mean over IoU .50, .55, … .95. */
    AP(false, IouThreshold.ALL, AreaRange.ALL, _ -> DetectionLimits.OF_AP),
    /** Average precision at an IoU of .50. */
    AP_50(false, IouThreshold.HALF, AreaRange.ALL, DetectionLimits::most),
    /** Average precision at an IoU of .75. */
    AP_75(false, IouThreshold.THREE_QUARTERS, AreaRange.ALL, DetectionLimits::most),
    /** Average precision of small objects. */
    AP_SMALL(false, IouThreshold.ALL, AreaRange.SMALL, DetectionLimits::most),
    /** Average precision of medium objects. */
    AP_MEDIUM(false, IouThreshold.ALL, AreaRange.MEDIUM, DetectionLimits::most),
    /** Average precision of large objects. */
    AP_LARGE(false, IouThreshold.ALL, AreaRange.LARGE, DetectionLimits::most),
    /** Average recall with the fewest detections: 1 of COCO. */
    AR_FEW(true, IouThreshold.ALL, AreaRange.ALL, DetectionLimits::few),
    /** Average recall with some detections: 10 of COCO. */
    AR_SOME(true, IouThreshold.ALL, AreaRange.ALL, DetectionLimits::some),
    /** Average recall with the most detections: 100 of COCO. */
    AR(true, IouThreshold.ALL, AreaRange.ALL, DetectionLimits::most),
    /** Average recall of small objects. */
    AR_SMALL(true, IouThreshold.ALL, AreaRange.SMALL, DetectionLimits::most),
    /** Average recall of medium objects. */
    AR_MEDIUM(true, IouThreshold.ALL, AreaRange.MEDIUM, DetectionLimits::most),
    /** Average recall of large objects. */
    AR_LARGE(true, IouThreshold.ALL, AreaRange.LARGE, DetectionLimits::most);

    private final boolean recall;
    private final IouThreshold thresholds;
    private final AreaRange area;
    private final ToIntFunction<DetectionLimits> limit;

    CocoMetric(
            boolean recall,
            IouThreshold thresholds,
            AreaRange area,
            ToIntFunction<DetectionLimits> limit) {
        this.recall = recall;
        this.thresholds = thresholds;
        this.area = area;
        this.limit = limit;
    }

    /** Returns true for recalls, false for precisions. */
    public boolean isRecall() {
        return recall;
    }

    /** The sizes of objects that count. */
    public AreaRange area() {
        return area;
    }

    IouThreshold thresholds() {
        return thresholds;
    }

    int limit(DetectionLimits limits) {
        return limit.applyAsInt(limits);
    }
}
