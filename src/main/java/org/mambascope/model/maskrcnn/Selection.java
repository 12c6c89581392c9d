package org.mambascope.model.maskrcnn;

import org.mambascope.model.detection.box.Boxes;

import java.util.stream.IntStream;

/** Values at chosen places. */
final class Selection {
    private Selection() {}

    /** Values at these places. */
    static float[] of(float[] values, int... places) {
        float[] chosen = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            chosen[i] = values[places[i]];
        }
        return chosen;
    }

    /** Values at these places. */
    static int[] of(int[] values, int... places) {
        return IntStream.of(places).map(place -> values[place]).toArray();
    }

    /** Numbers of the boxes that have an area. */
    static int[] large(Boxes boxes) {
        return IntStream.range(0, boxes.count())
                .filter(box -> boxes.width(box) > 0 && boxes.height(box) > 0)
                .toArray();
    }
}
