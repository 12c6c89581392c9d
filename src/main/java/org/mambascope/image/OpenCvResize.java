package org.mambascope.image;

/**
 * Bilinear interpolation without antialiasing to the same levels as OpenCV's {@code resize} gives:
 * centres of pixels at half, weights in 2048ths, columns first, then rows. A column beyond the edge
 * is the edge itself; a row beyond it is made of the edge twice, which can lose a level.
 */
final class OpenCvResize {
    private static final int ONE = 1 << 11;

    private OpenCvResize() {}

    /** An image of another width and height in pixels. */
    static Picture resize(Picture picture, int width, int height) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        Tap[] columns = taps(picture.width(), width);
        Tap[] rows = taps(picture.height(), height);
        int[] rgb = new int[Math.multiplyExact(width, height)];
        int[][] lines = {new int[3 * width], new int[3 * width]};
        int[] held = {-1, -1};
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < 2; i++) {
                int row = Math.clamp(rows[y].cell() + i, 0, picture.height() - 1);
                if (held[row % 2] != row) {
                    across(picture, row, columns, lines[row % 2]);
                    held[row % 2] = row;
                }
            }
            int[] above = lines[Math.clamp(rows[y].cell(), 0, picture.height() - 1) % 2];
            int[] below = lines[Math.clamp(rows[y].cell() + 1, 0, picture.height() - 1) % 2];
            down(above, below, rows[y], rgb, y * width);
        }
        return new Picture(picture.name(), width, height, rgb);
    }

    /**
     * Where a new pixel is taken from.
     *
     * @param cell the old pixel before its centre; may be one beyond the edge
     * @param weight of that pixel in 2048ths
     * @param next weight of the pixel after it
     */
    private record Tap(int cell, int weight, int next) {
        /** The tap of a column, whose place does not pass the edge. */
        Tap within(int cells) {
            return cell < 0
                    ? new Tap(0, ONE, 0)
                    : cell >= cells - 1 ? new Tap(cells - 1, ONE, 0) : this;
        }
    }

    private static Tap[] taps(int from, int to) {
        double scale = 1 / ((double) to / from);
        Tap[] taps = new Tap[to];
        for (int i = 0; i < to; i++) {
            float place = (float) ((i + 0.5) * scale - 0.5);
            int cell = (int) Math.floor(place);
            float fraction = place - cell;
            taps[i] =
                    new Tap(
                            cell,
                            (int) Math.rint((1 - fraction) * ONE),
                            (int) Math.rint(fraction * ONE));
        }
        return taps;
    }

    /** One row with new columns: three colours a pixel, in 2048ths of a level. */
    private static void across(Picture picture, int row, Tap[] columns, int[] line) {
        int start = row * picture.width();
        for (int x = 0; x < columns.length; x++) {
            Tap tap = columns[x].within(picture.width());
            int one = picture.rgb()[start + tap.cell()];
            int two = tap.next() == 0 ? one : picture.rgb()[start + tap.cell() + 1];
            for (int colour = 0; colour < 3; colour++) {
                int shift = 16 - 8 * colour;
                line[3 * x + colour] =
                        (one >> shift & 0xff) * tap.weight() + (two >> shift & 0xff) * tap.next();
            }
        }
    }

    private static void down(int[] above, int[] below, Tap row, int[] rgb, int start) {
        for (int x = 0; x < above.length / 3; x++) {
            int pixel = 0;
            for (int i = 3 * x; i < 3 * x + 3; i++) {
                int sum =
                        (row.weight() * (above[i] >> 4) >> 16)
                                + (row.next() * (below[i] >> 4) >> 16);
                pixel = pixel << 8 | Math.min(255, sum + 2 >> 2);
            }
            rgb[start + x] = pixel;
        }
    }
}
