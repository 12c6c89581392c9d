package org.mambascope.ui.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

class LinePiecesTest {
    @Test
    void aShortLineStaysWhole() {
        Shape line = new Line2D.Double(0, 0, 1, 1);

        assertThat(LinePieces.of(line)).containsExactly(line);
    }

    @Test
    void aCurveStaysWhole() {
        Path2D curve = zigzag(100);
        curve.quadTo(1, 1, 2, 2);

        assertThat(LinePieces.of(curve)).containsExactly(curve);
    }

    @Test
    void theSegmentsOfAllPiecesAreThoseOfTheLine() {
        Path2D line = zigzag(3 * LinePieces.LENGTH + 5);
        line.moveTo(500, 0);
        line.lineTo(600, 10);

        List<Shape> pieces = LinePieces.of(line);

        assertThat(pieces).hasSize(4);
        assertThat(pieces.stream().flatMap(piece -> segments(piece).stream()))
                .containsExactlyElementsOf(segments(line));
    }

    private static Path2D zigzag(int segments) {
        Path2D line = new Path2D.Double();
        line.moveTo(0, 0);
        for (int i = 1; i <= segments; i++) {
            line.lineTo(i, i % 2);
        }
        return line;
    }

    private static List<String> segments(Shape shape) {
        List<String> segments = new ArrayList<>();
        double[] to = new double[6];
        String from = "";
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            int kind = path.currentSegment(to);
            String point = to[0] + "," + to[1];
            if (kind == PathIterator.SEG_LINETO) {
                segments.add(from + "-" + point);
            }
            from = point;
        }
        return segments;
    }
}
