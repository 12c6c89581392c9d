package org.mambascope.model.detection.box;

import java.util.List;

/**
 * The anchors of one level of a feature pyramid. Around the upper left corner (x · stride, y ·
 * stride) of each cell stands one box of scale · stride for each ratio of height to width, with the
 * same area. Single precision, as mmdetection's {@code AnchorGenerator}.
 *
 * @param stride of the level in pixels
 * @param scale side of a square anchor in strides
 * @param ratios height / width, in the order of the region proposal network's channels
 */
public record AnchorGrid(int stride, float scale, List<Float> ratios) {
    private static final List<Integer> STRIDES = List.of(4, 8, 16, 32, 64);
    private static final List<Float> RATIOS = List.of(0.5f, 1f, 2f);
    private static final float SCALE = 8;

    public AnchorGrid {
        ratios = List.copyOf(ratios);
        if (stride < 1 || !(scale > 0) || ratios.stream().anyMatch(ratio -> !(ratio > 0))) {
            throw new IllegalArgumentException("strides, scales and ratios are positive");
        }
    }

    /** The five levels of Mask R-CNN: strides 4 … 64, scale 8, ratios ½, 1, 2. */
    public static List<AnchorGrid> maskRcnn() {
        return STRIDES.stream().map(stride -> new AnchorGrid(stride, SCALE, RATIOS)).toList();
    }

    /** Number of anchors of a cell. */
    public int perCell() {
        return ratios.size();
    }

    /** All anchors of so many cells: rows outermost, then columns, then ratios. */
    public Boxes anchors(int rows, int columns) {
        float[] corners =
                new float[Math.multiplyExact(rows * columns, Boxes.SIDES * ratios.size())];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                for (float ratio : ratios) {
                    float heightRatio = (float) Math.sqrt(ratio);
                    float width = stride * (1 / heightRatio) * scale;
                    float height = stride * heightRatio * scale;
                    corners[at++] = column * stride - 0.5f * width;
                    corners[at++] = row * stride - 0.5f * height;
                    corners[at++] = column * stride + 0.5f * width;
                    corners[at++] = row * stride + 0.5f * height;
                }
            }
        }
        return Boxes.own(corners);
    }
}
