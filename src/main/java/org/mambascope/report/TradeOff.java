package org.mambascope.report;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each of several models costs and what it is worth. Those that none beats in both are joined:
 * the Pareto front. x is the cost, y the worth.
 *
 * @param cost what x is, with its unit
 * @param worth what y is, with its unit
 * @param models at least one
 */
public record TradeOff(String cost, String worth, List<Model> models) implements Figure {
    /**
     * One model.
     *
     * @param name of it
     * @param cost less is better
     * @param worth more is better
     */
    public record Model(String name, double cost, double worth) {}

    private static final double RADIUS = 4.5;
    private static final double GAP = 3;

    public TradeOff {
        models = List.copyOf(models);
    }

    /** Models that no other beats: none costs no more and is worth more, or costs less. */
    public List<Model> front() {
        List<Model> front = new ArrayList<>();
        models.stream()
                .sorted(
                        Comparator.comparingDouble(Model::cost)
                                .thenComparing(Model::worth, Comparator.reverseOrder()))
                .forEach(
                        model -> {
                            if (front.isEmpty() || model.worth() > front.getLast().worth()) {
                                front.add(model);
                            }
                        });
        return front;
    }

    @Override
    public String title() {
        String[] words = {worth, cost};
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replaceAll(" \\(.*\\)", "");
        }
        return FigureTexts.of(
                "tradeoff.title",
                Character.toUpperCase(words[0].charAt(0)) + words[0].substring(1),
                words[1]);
    }

    @Override
    public String subtitle() {
        return FigureTexts.of("tradeoff.subtitle");
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        FigureAxis x = new FigureAxis(cost, FigureAxis.Steps.DECIMAL, range(models, true), theme);
        FigureAxis y = new FigureAxis(worth, FigureAxis.Steps.DECIMAL, range(models, false), theme);
        return FigurePlot.chart(theme, x, y, this::draw);
    }

    private static Range range(List<Model> models, boolean costs) {
        double[] values =
                models.stream()
                        .mapToDouble(model -> costs ? model.cost() : model.worth())
                        .sorted()
                        .toArray();
        return FigurePlot.padded(values[0], values[values.length - 1], 0.16, 0.22);
    }

    private void draw(Canvas canvas) {
        FigureTheme theme = canvas.theme();
        List<Model> front = front();
        Path2D line = new Path2D.Double();
        for (Model model : front) {
            double x = canvas.x().applyAsDouble(model.cost());
            double y = canvas.y().applyAsDouble(model.worth());
            if (model == front.getFirst()) {
                line.moveTo(x, y);
            }
            line.lineTo(x, y);
        }
        canvas.draw(line, theme.accent(), Canvas.DASHED);
        List<Rectangle2D> taken = new ArrayList<>();
        models.forEach(model -> taken.add(dot(canvas, model).getBounds2D()));
        for (Model model : models) {
            Color colour = front.contains(model) ? theme.accent() : theme.series();
            canvas.fill(dot(canvas, model), colour);
        }
        for (Model model : front) {
            name(canvas, model, taken);
        }
    }

    private static Ellipse2D dot(Canvas canvas, Model model) {
        double x = canvas.x().applyAsDouble(model.cost());
        double y = canvas.y().applyAsDouble(model.worth());
        return new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }

    /** At a corner of its dot where it meets neither an axis nor another name; or nowhere. */
    private static void name(Canvas canvas, Model model, List<Rectangle2D> taken) {
        Font font = canvas.theme().labelFont();
        Rectangle2D dot = dot(canvas, model).getBounds2D();
        Rectangle2D size = canvas.box(model.name(), font, 0, 0);
        double right = dot.getMaxX() + GAP;
        double left = dot.getMinX() - GAP - size.getWidth();
        double below = dot.getMaxY();
        double above = dot.getMinY() - size.getHeight();
        Rectangle2D free =
                new Rectangle2D.Double(
                        canvas.area().getMinX() + GAP,
                        canvas.area().getMinY(),
                        canvas.area().getWidth() - 2 * GAP,
                        canvas.area().getHeight() - GAP);
        Stream.of(
                        canvas.box(model.name(), font, right, below),
                        canvas.box(model.name(), font, right, above),
                        canvas.box(model.name(), font, left, below),
                        canvas.box(model.name(), font, left, above),
                        canvas.box(model.name(), font, inside(free, right, size), below),
                        canvas.box(model.name(), font, inside(free, right, size), above))
                .filter(box -> free.contains(box) && taken.stream().noneMatch(box::intersects))
                .findFirst()
                .ifPresent(
                        box -> {
                            canvas.text(model.name(), font, canvas.theme().mutedText(), box);
                            taken.add(box);
                        });
    }

    /** As far left as need be for a text to end inside. */
    private static double inside(Rectangle2D area, double left, Rectangle2D size) {
        return Math.max(area.getMinX(), Math.min(left, area.getMaxX() - size.getWidth()));
    }

    @Override
    public Table data() {
        Table.Builder table = Table.named("trade-off", "model", cost, worth);
        models.forEach(model -> table.row(model.name(), model.cost(), model.worth()));
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        Range costs = range(models, true);
        Range worths = range(models, false);
        record Near(Model model, double distance) {}
        return models.stream()
                .map(
                        model ->
                                new Near(
                                        model,
                                        Math.hypot(
                                                (model.cost() - x) / costs.getLength(),
                                                (model.worth() - y) / worths.getLength())))
                .filter(near -> near.distance() < 0.06)
                .min(Comparator.comparingDouble(Near::distance))
                .map(
                        near ->
                                "%s · %s · %s"
                                        .formatted(
                                                near.model().name(),
                                                NumberFormatting.number(near.model().cost()),
                                                NumberFormatting.number(near.model().worth())));
    }
}
