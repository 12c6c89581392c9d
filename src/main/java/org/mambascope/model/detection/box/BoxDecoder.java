package org.mambascope.model.detection.box;

/**
 * Decoder of predicted offsets: (dx, dy) moves a box's centre by so many of its sides, (dw, dh) are
 * logarithms of the factors of its sides. Single precision, as mmdetection's {@code
 * DeltaXYWHBBoxCoder}.
 *
 * @param centreDeviation factor of dx and dy
 * @param sizeDeviation factor of dw and dh
 */
public record BoxDecoder(float centreDeviation, float sizeDeviation) {
    /** Of the region proposal network: offsets as they are. */
    public static final BoxDecoder RPN = new BoxDecoder(1, 1);

    /** Of the box head: a tenth of centres, a fifth of sizes. */
    public static final BoxDecoder BOX_HEAD = new BoxDecoder(0.1f, 0.2f);

    /** Largest logarithm of a factor: a side grows or shrinks 62.5 times at most. */
    private static final float MOST = (float) Math.log(1000.0 / 16);

    /**
     * Decodes offsets and clips the boxes to an image.
     *
     * @param boxes that the offsets refer to
     * @param offsets boxes × groups × (dx, dy, dw, dh), as one group for each class
     * @param width of the image in pixels
     * @param height of the image in pixels
     * @return boxes × groups
     * @throws IllegalArgumentException if the offsets are not whole groups of the boxes
     */
    public Boxes decode(Boxes boxes, float[] offsets, int width, int height) {
        int count = boxes.count();
        int perBox = count == 0 ? 0 : offsets.length / count;
        if (offsets.length != count * perBox || perBox % Boxes.SIDES != 0) {
            throw new IllegalArgumentException(
                    "%d offsets for %d boxes".formatted(offsets.length, count));
        }
        float[] decoded = new float[offsets.length];
        float[] from = boxes.corners();
        for (int at = 0; at < decoded.length; at += Boxes.SIDES) {
            int box = at / perBox * Boxes.SIDES;
            axis(from, box, offsets, decoded, at, width);
            axis(from, box + 1, offsets, decoded, at + 1, height);
        }
        return Boxes.own(decoded);
    }

    /** Both coordinates of a box on one axis, of which the first of each stands at the places. */
    private void axis(float[] from, int box, float[] offsets, float[] to, int at, int end) {
        float side = from[box + 2] - from[box];
        float centre = (from[box] + from[box + 2]) * 0.5f + side * (offsets[at] * centreDeviation);
        float logarithm = Math.clamp(offsets[at + 2] * sizeDeviation, -MOST, MOST);
        float half = side * (float) Math.exp(logarithm) * 0.5f;
        to[at] = Math.clamp(centre - half, 0f, end);
        to[at + 2] = Math.clamp(centre + half, 0f, end);
    }
}
