package org.mambascope.report.figure;

import org.mambascope.report.chart.PlotArea;

import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names of dots: each next to its dot where it meets neither an axis nor another name, further away
 * with a line to its dot where there is no room, and over others rather than not at all.
 */
final class PointLabels {
    private static final double GAP = 3;
    private static final int FURTHEST = 8;

    private final List<Rectangle2D> taken = new ArrayList<>();
    private final PlotArea canvas;
    private final Rectangle2D free;

    PointLabels(PlotArea canvas) {
        this.canvas = canvas;
        this.free =
                new Rectangle2D.Double(
                        canvas.area().getMinX() + GAP,
                        canvas.area().getMinY(),
                        canvas.area().getWidth() - 2 * GAP,
                        canvas.area().getHeight() - GAP);
    }

    /** Keeps names off a place. */
    void avoid(Rectangle2D place) {
        taken.add(place);
    }

    /** Writes a name. */
    void write(String name, Rectangle2D dot) {
        Font font = canvas.theme().labelFont();
        List<Rectangle2D> places =
                IntStream.rangeClosed(0, FURTHEST)
                        .boxed()
                        .flatMap(step -> around(name, font, dot, step))
                        .filter(free::contains)
                        .toList();
        places.stream()
                .filter(box -> taken.stream().noneMatch(box::intersects))
                .findFirst()
                .or(() -> places.stream().min(Comparator.comparingDouble(this::hidden)))
                .ifPresent(box -> write(name, font, dot, box));
    }

    private void write(String name, Font font, Rectangle2D dot, Rectangle2D box) {
        double away = Math.max(box.getMinY() - dot.getMaxY(), dot.getMinY() - box.getMaxY());
        if (away > GAP) {
            canvas.draw(
                    new Line2D.Double(
                            dot.getCenterX(),
                            dot.getCenterY(),
                            Math.clamp(dot.getCenterX(), box.getMinX(), box.getMaxX()),
                            box.getMinY() > dot.getMaxY() ? box.getMinY() : box.getMaxY()),
                    canvas.theme().axis(),
                    PlotArea.HAIRLINE);
        }
        canvas.text(name, font, canvas.theme().mutedText(), box);
        taken.add(box);
    }

    /** Right and left of the dot, below and above, so many lines away; last as far left as fits. */
    private Stream<Rectangle2D> around(String name, Font font, Rectangle2D dot, int lines) {
        Rectangle2D size = canvas.box(name, font, 0, 0);
        double away = lines * size.getHeight();
        double right = dot.getMaxX() + GAP;
        double left = dot.getMinX() - GAP - size.getWidth();
        double inside =
                Math.max(free.getMinX(), Math.min(right, free.getMaxX() - size.getWidth() - 1));
        double below = dot.getMaxY() + away;
        double above = dot.getMinY() - size.getHeight() - away;
        return Stream.of(right, left, inside)
                .flatMap(x -> Stream.of(below, above).map(y -> canvas.box(name, font, x, y)));
    }

    /** Area of existing marks that a name would cover. */
    private double hidden(Rectangle2D box) {
        return taken.stream()
                .map(box::createIntersection)
                .filter(common -> !common.isEmpty())
                .mapToDouble(common -> common.getWidth() * common.getHeight())
                .sum();
    }
}
