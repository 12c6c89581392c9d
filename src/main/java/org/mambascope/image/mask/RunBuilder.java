package org.mambascope.image.mask;

import java.util.Arrays;

/** Run lengths that grow; neighbouring runs of one kind become one. */
final class RunBuilder {
    private int[] counts = new int[16];
    private int length = 1;

    /** Appends pixels that belong to the object or do not. */
    void add(boolean set, int pixels) {
        if (pixels == 0) {
            return;
        }
        if (set != (length % 2 == 0)) {
            if (length == counts.length) {
                counts = Arrays.copyOf(counts, 2 * length);
            }
            length++;
        }
        counts[length - 1] += pixels;
    }

    int[] counts() {
        return Arrays.copyOf(counts, length);
    }
}
