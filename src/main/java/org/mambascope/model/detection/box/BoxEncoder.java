package org.mambascope.model.detection.box;

/**
 * Encoder of the offsets from boxes to objects, the inverse of {@link BoxDecoder}: (dx, dy) from
 * centre to centre in sides of the box, (dw, dh) logarithms of the factors of its sides. As
 * mmdetection's {@code DeltaXYWHBBoxCoder}.
 *
 * @param decoder that the offsets are for
 */
public record BoxEncoder(BoxDecoder decoder) {
    /**
     * Encodes objects.
     *
     * @param boxes that the offsets refer to, each with an area
     * @param objects one for each box, each with an area
     * @return boxes × (dx, dy, dw, dh)
     * @throws IllegalArgumentException if there are not as many objects as boxes
     */
    public float[] encode(Boxes boxes, Boxes objects) {
        if (boxes.count() != objects.count()) {
            throw new IllegalArgumentException(
                    "%d objects for %d boxes".formatted(objects.count(), boxes.count()));
        }
        float[] from = boxes.corners();
        float[] to = objects.corners();
        float[] offsets = new float[from.length];
        for (int at = 0; at < offsets.length; at += Boxes.SIDES) {
            axis(from, to, offsets, at);
            axis(from, to, offsets, at + 1);
        }
        return offsets;
    }

    /** Both offsets of a box on one axis, of which the first stands at a place. */
    private void axis(float[] from, float[] to, float[] offsets, int at) {
        float side = from[at + 2] - from[at];
        float distance = (to[at] + to[at + 2] - from[at] - from[at + 2]) * 0.5f;
        offsets[at] = distance / side / decoder.centreDeviation();
        float factor = (to[at + 2] - to[at]) / side;
        offsets[at + 2] = (float) Math.log(factor) / decoder.sizeDeviation();
    }
}
