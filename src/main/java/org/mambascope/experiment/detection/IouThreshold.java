package org.mambascope.experiment.detection;

/** COCO's thresholds of IoU from which a detection finds an object, and choices of them. */
enum IouThreshold {
    /** All ten. */
    ALL(0, 10),
    /** .50 alone. */
    HALF(0, 1),
    /** .75 alone. */
    THREE_QUARTERS(5, 6);

    /** Number of thresholds. */
    static final int COUNT = 10;

    private static final double FIRST = 0.5;
    private static final double LAST = 0.95;

    private final int first;
    private final int end;

    IouThreshold(int first, int end) {
        this.first = first;
        this.end = end;
    }

    /** Number of the first threshold of the choice. */
    int first() {
        return first;
    }

    /** Number after the last threshold of the choice. */
    int end() {
        return end;
    }

    /** A threshold by its number, with the rounding of numpy's {@code linspace}. */
    static double value(int number) {
        return number == COUNT - 1 ? LAST : number * ((LAST - FIRST) / (COUNT - 1)) + FIRST;
    }
}
