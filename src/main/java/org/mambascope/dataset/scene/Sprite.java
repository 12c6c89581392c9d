package org.mambascope.dataset.scene;

/**
 * A garment enlarged or shrunk, and coloured.
 *
 * @param side in pixels
 * @param inside side × side: the pixels that belong to it
 * @param rgb side × side: their colours
 */
record Sprite(int side, boolean[] inside, int[] rgb) {
    private static final int COLOURS = 3;

    /** Bilinear interpolation of a garment, whose levels become shades of a colour. */
    static Sprite of(Garment garment, int side, double[] tint) {
        int last = Garment.SIDE - 1;
        int[] cell = new int[side];
        double[] share = new double[side];
        for (int i = 0; i < side; i++) {
            double place = Math.clamp((i + 0.5) * Garment.SIDE / side - 0.5, 0, last);
            cell[i] = Math.min(last - 1, (int) place);
            share[i] = place - cell[i];
        }
        boolean[] inside = new boolean[side * side];
        int[] rgb = new int[side * side];
        double[] mask = new double[garment.grey().length];
        double[] grey = new double[garment.grey().length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = garment.inside()[i] ? 1 : 0;
            grey[i] = garment.grey()[i];
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = cell[y] * Garment.SIDE + cell[x];
                inside[y * side + x] = between(mask, at, share[x], share[y]) >= 0.5;
                double level = 40 + between(grey, at, share[x], share[y]) * 215 / 255;
                int pixel = 0;
                for (int i = 0; i < COLOURS; i++) {
                    pixel = pixel << 8 | (int) (tint[i] * level + 0.5);
                }
                rgb[y * side + x] = pixel;
            }
        }
        return new Sprite(side, inside, rgb);
    }

    private static double between(double[] values, int at, double across, double down) {
        double above = values[at] * (1 - across) + values[at + 1] * across;
        int next = at + Garment.SIDE;
        double below = values[next] * (1 - across) + values[next + 1] * across;
        return above * (1 - down) + below * down;
    }
}
