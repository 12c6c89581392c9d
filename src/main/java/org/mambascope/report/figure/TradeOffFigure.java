package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.run.Run;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;

/**
 * Cost and worth of several models, with confidence intervals of the worth. A line joins those that
 * are better than every cheaper one beyond chance: the certain part of the Pareto front. x is the
 * cost, y the worth.
 *
 * @param cost on the x axis, with its unit
 * @param worth on the y axis, with its unit
 * @param models at least one
 * @param better whether the first of two is worth more than the second beyond chance
 */
public record TradeOffFigure(
        Cost cost, String worth, List<Model> models, BiPredicate<Model, Model> better)
        implements Figure {
    /** Cost of a model. */
    public enum Cost {
        /** Of its file. */
        SIZE("size (MB)"),
        /** Of an image. */
        TIME("time of an image (ms)");

        private final String column;

        Cost(String column) {
            this.column = column;
        }

        /** On the figure, in the language that is spoken. */
        private String words() {
            return FigureTexts.of("tradeoff." + name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * One model.
     *
     * @param name of it
     * @param cost less is better
     * @param worth more is better
     * @param low lower end of the worth's confidence interval, at 95 %
     * @param high upper end
     */
    public record Model(String name, double cost, double worth, double low, double high) {}

    private static final double RADIUS = 4.5;
    private static final double CAP = 3;
    private static final double NEAR = 0.06;

    public TradeOffFigure {
        models = List.copyOf(models);
    }

    /**
     * Runs that were asked: what their task is known by, with its interval, against size or time.
     * One is better than another by a paired test of the same images, or where their intervals are
     * apart.
     */
    public static Optional<TradeOffFigure> ofRuns(List<Run> runs, boolean time) {
        Map<Model, Run> byModel = new LinkedHashMap<>();
        for (Run run : runs) {
            OptionalDouble cost =
                    time
                            ? run.speed()
                                    .map(
                                            found ->
                                                    OptionalDouble.of(
                                                            found.medianMs() / found.batch()))
                                    .orElse(OptionalDouble.empty())
                            : OptionalDouble.of(run.made().bytes() / 1e6);
            if (cost.isPresent() && !run.measures().isEmpty()) {
                Measure worth = run.measures().getFirst();
                byModel.put(
                        new Model(
                                run.name(),
                                cost.getAsDouble(),
                                worth.value(),
                                worth.low(),
                                worth.high()),
                        run);
            }
        }
        return byModel.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TradeOffFigure(
                                time ? Cost.TIME : Cost.SIZE,
                                worth(byModel.values().iterator().next()),
                                List.copyOf(byModel.keySet()),
                                (one, other) ->
                                        one.worth() > other.worth()
                                                && byModel.get(one)
                                                        .comparedTo(byModel.get(other))
                                                        .map(PairedComparison::isSignificant)
                                                        .orElse(one.low() > other.high())));
    }

    private static String worth(Run run) {
        return run.measures().getFirst().words().replace("%", "(%)");
    }

    /** The cheapest, and each that is better beyond chance than the one before it. */
    public List<Model> front() {
        List<Model> front = new ArrayList<>();
        models.stream()
                .sorted(
                        Comparator.comparingDouble(Model::cost)
                                .thenComparing(Model::worth, Comparator.reverseOrder()))
                .forEach(
                        model -> {
                            if (front.isEmpty() || better.test(model, front.getLast())) {
                                front.add(model);
                            }
                        });
        return front;
    }

    @Override
    public String title() {
        String[] words = {worth, cost.words()};
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
        FigureAxis x =
                new FigureAxis(cost.words(), FigureAxis.Steps.DECIMAL, range(models, true), theme);
        FigureAxis y = new FigureAxis(worth, FigureAxis.Steps.DECIMAL, range(models, false), theme);
        return FigurePlot.chart(theme, x, y, this::draw);
    }

    private static Range range(List<Model> models, boolean costs) {
        double from =
                models.stream()
                        .mapToDouble(model -> costs ? model.cost() : model.low())
                        .min()
                        .orElse(0);
        double to =
                models.stream()
                        .mapToDouble(model -> costs ? model.cost() : model.high())
                        .max()
                        .orElse(1);
        return FigurePlot.padded(from, to, 0.16, 0.22);
    }

    private void draw(PlotArea canvas) {
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
        canvas.draw(line, theme.accent(), PlotArea.DASHED);
        PointLabels labels = new PointLabels(canvas);
        for (Model model : models) {
            Color colour = front.contains(model) ? theme.accent() : theme.series();
            labels.avoid(bar(canvas, model, colour));
            canvas.fill(dot(canvas, model), colour);
            labels.avoid(dot(canvas, model).getBounds2D());
        }
        models.forEach(model -> labels.write(model.name(), dot(canvas, model).getBounds2D()));
    }

    /** Draws the worth's confidence interval as a bar with caps; returns the space it takes. */
    private static Rectangle2D bar(PlotArea canvas, Model model, Color colour) {
        double x = canvas.x().applyAsDouble(model.cost());
        double low = canvas.y().applyAsDouble(model.low());
        double high = canvas.y().applyAsDouble(model.high());
        if (model.high() > model.low()) {
            canvas.draw(new Line2D.Double(x, low, x, high), colour, PlotArea.HAIRLINE);
            for (double end : new double[] {low, high}) {
                canvas.draw(
                        new Line2D.Double(x - CAP, end, x + CAP, end), colour, PlotArea.HAIRLINE);
            }
        }
        return new Rectangle2D.Double(x - 1, high, 2, low - high);
    }

    private static Ellipse2D dot(PlotArea canvas, Model model) {
        double x = canvas.x().applyAsDouble(model.cost());
        double y = canvas.y().applyAsDouble(model.worth());
        return new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }

    @Override
    public Table data() {
        Table.Builder table = Table.named("trade-off", "model", cost.column, worth, "from", "to");
        models.forEach(
                model ->
                        table.row(
                                model.name(),
                                model.cost(),
                                model.worth(),
                                model.low(),
                                model.high()));
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
                .filter(near -> near.distance() < NEAR)
                .min(Comparator.comparingDouble(Near::distance))
                .map(
                        near ->
                                FigureTexts.of(
                                        "tradeoff.reading",
                                        near.model().name(),
                                        NumberFormatting.number(near.model().cost()),
                                        NumberFormatting.number(near.model().worth()),
                                        NumberFormatting.number(near.model().low()),
                                        NumberFormatting.number(near.model().high())));
    }
}
