package org.mambascope.image;

import java.util.Arrays;

/** Borders and cut-outs of images; sizes in pixels. */
final class Framing {
    private Framing() {}

    /**
     * The centre of an image, as torchvision's {@code center_crop} gives it: an image that is too
     * small gets a black border first; odd remainders are halved and rounded to even.
     */
    static Picture centre(Picture picture, int height, int width) {
        int missingWidth = Math.max(0, width - picture.width());
        int missingHeight = Math.max(0, height - picture.height());
        Picture large =
                border(
                        picture,
                        missingWidth / 2,
                        missingHeight / 2,
                        missingWidth - missingWidth / 2,
                        missingHeight - missingHeight / 2,
                        0);
        int left = (int) Math.rint((large.width() - width) / 2.0);
        int top = (int) Math.rint((large.height() - height) / 2.0);
        int[] rgb = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(large.rgb(), (top + y) * large.width() + left, rgb, y * width, width);
        }
        return new Picture(picture.name(), width, height, rgb);
    }

    /** Adds a border of one grey level (0 … 255). */
    static Picture border(Picture picture, int left, int top, int right, int bottom, int level) {
        if (left == 0 && top == 0 && right == 0 && bottom == 0) {
            return picture;
        }
        int width = left + picture.width() + right;
        int height = top + picture.height() + bottom;
        int[] rgb = new int[Math.multiplyExact(width, height)];
        Arrays.fill(rgb, level * 0x010101);
        for (int y = 0; y < picture.height(); y++) {
            int target = (top + y) * width + left;
            System.arraycopy(picture.rgb(), y * picture.width(), rgb, target, picture.width());
        }
        return new Picture(picture.name(), width, height, rgb);
    }
}
