package org.mambascope.image.mask;

import java.util.Arrays;
import java.util.List;

/**
 * Mask of a polygon with the pixels that cocoapi gives it: the outline is walked on a grid five
 * times as fine; where it passes the middle of a column of pixels, the column changes between
 * inside and outside.
 */
public final class PolygonMask {
    private static final double FINE = 5;

    private final int height;
    private final int width;

    /** Coordinates on the fine grid of all places of the outline, in its order. */
    private int[] across;

    private int[] down;
    private int length;

    private PolygonMask(int height, int width) {
        this.height = height;
        this.width = width;
    }

    /** Mask of an object of several polygons. */
    public static Rle of(int height, int width, List<double[]> polygons) {
        return Rle.union(polygons.stream().map(points -> of(height, width, points)).toList());
    }

    /**
     * Mask of one polygon.
     *
     * @param points x and y of each corner in turn, in pixels
     */
    public static Rle of(int height, int width, double[] points) {
        return new PolygonMask(height, width).fill(points);
    }

    private Rle fill(double[] points) {
        int corners = points.length / 2;
        int[] xs = new int[corners + 1];
        int[] ys = new int[corners + 1];
        for (int i = 0; i <= corners; i++) {
            xs[i] = (int) (FINE * points[2 * (i % corners)] + 0.5);
            ys[i] = (int) (FINE * points[2 * (i % corners) + 1] + 0.5);
        }
        int places = 0;
        for (int i = 0; i < corners; i++) {
            places += Math.max(Math.abs(xs[i + 1] - xs[i]), Math.abs(ys[i + 1] - ys[i])) + 1;
        }
        across = new int[places];
        down = new int[places];
        for (int i = 0; i < corners; i++) {
            walk(xs[i], ys[i], xs[i + 1], ys[i + 1]);
        }
        return Rle.of(height, width, runs(changes()));
    }

    /** Adds the places of one edge, evenly along its longer axis, rounded on the other. */
    private void walk(int fromX, int fromY, int toX, int toY) {
        int wide = Math.abs(toX - fromX);
        int high = Math.abs(toY - fromY);
        boolean flat = wide >= high;
        boolean backward = flat ? fromX > toX : fromY > toY;
        int startX = backward ? toX : fromX;
        int startY = backward ? toY : fromY;
        int endX = backward ? fromX : toX;
        int endY = backward ? fromY : toY;
        int steps = Math.max(wide, high);
        double slope = (double) (flat ? endY - startY : endX - startX) / steps;
        for (int i = 0; i <= steps; i++) {
            int step = backward ? steps - i : i;
            across[length] = flat ? startX + step : (int) (startX + slope * step + 0.5);
            down[length] = flat ? (int) (startY + slope * step + 0.5) : startY + step;
            length++;
        }
    }

    /** Pixels, counted column by column and sorted, before which a column changes. */
    private int[] changes() {
        int[] changes = new int[length];
        int count = 0;
        for (int i = 1; i < length; i++) {
            double x = coarse(Math.min(across[i], across[i - 1]));
            if (across[i] != across[i - 1] && Math.floor(x) == x && x >= 0 && x <= width - 1) {
                double y = Math.clamp(coarse(Math.min(down[i], down[i - 1])), 0, height);
                changes[count++] = (int) x * height + (int) Math.ceil(y);
            }
        }
        int[] sorted = Arrays.copyOf(changes, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static double coarse(int place) {
        return (place + 0.5) / FINE - 0.5;
    }

    /** Run lengths between changes; two at one pixel cancel each other. */
    private int[] runs(int[] changes) {
        RunBuilder runs = new RunBuilder();
        int before = 0;
        boolean inside = false;
        for (int change : changes) {
            runs.add(inside, change - before);
            inside = !inside;
            before = change;
        }
        runs.add(inside, height * width - before);
        return runs.counts();
    }
}
