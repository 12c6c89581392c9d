package org.mambascope.ui.figure;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * A long line in pieces that look the same together. What smooths a line's edges sorts, for every
 * row of pixels, all places where the whole line crosses it, so that a line through hundreds of
 * tokens takes several times as long as its pieces do.
 */
final class LinePieces {
    /** Segments of a piece: about where the time is the least. */
    static final int LENGTH = 24;

    private LinePieces() {}

    /** The pieces; the shape itself if it is short, or not only straight lines. */
    static List<Shape> of(Shape shape) {
        List<Shape> pieces = new ArrayList<>();
        Path2D piece = new Path2D.Double();
        double[] point = new double[6];
        int segments = 0;
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            switch (path.currentSegment(point)) {
                case PathIterator.SEG_MOVETO -> piece.moveTo(point[0], point[1]);
                case PathIterator.SEG_LINETO -> {
                    piece.lineTo(point[0], point[1]);
                    segments++;
                }
                default -> {
                    return List.of(shape);
                }
            }
            if (segments == LENGTH) {
                pieces.add(piece);
                piece = new Path2D.Double();
                piece.moveTo(point[0], point[1]);
                segments = 0;
            }
        }
        if (pieces.isEmpty()) {
            return List.of(shape);
        }
        if (segments > 0) {
            pieces.add(piece);
        }
        return pieces;
    }
}
