package org.mambascope.experiment.detection;

/** COCO's sizes of objects by their area; both ends belong to a range. */
public enum AreaRange {
    /** All sizes. */
    ALL(0, 1e10),
    /** Up to 32 × 32 pixels. */
    SMALL(0, 32 * 32),
    /** From 32 × 32 to 96 × 96 pixels. */
    MEDIUM(32 * 32, 96 * 96),
    /** From 96 × 96 pixels. */
    LARGE(96 * 96, 1e10);

    private final double least;
    private final double most;

    AreaRange(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** Returns true if an area in pixels is in the range. */
    public boolean contains(double area) {
        return area >= least && area <= most;
    }
}
