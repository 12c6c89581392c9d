package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.MeasuredPlan;
import org.mambascope.experiment.search.SearchTrajectory;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.NumberFormatting;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The trajectory of a search into a budget: predictions for every plan on it as a line,
 * measurements as dots, the budget as a warm line. x is the cost, y the SQNR of the logits in dB.
 *
 * @param cost name of x, with its unit
 * @param predicted plans of the trajectory, at least one
 * @param measured those that were measured
 * @param budget in the unit of x
 */
public record SearchFigure(String cost, List<Plan> predicted, List<Plan> measured, double budget)
        implements Figure {
    /**
     * A plan.
     *
     * @param cost in the unit of x
     * @param decibels SQNR of the logits
     */
    public record Plan(double cost, double decibels) {}

    private static final double RADIUS = 3.5;

    /**
     * Figure of a search.
     *
     * @param bound cost on the x axis
     * @param path into the budgets
     * @param measured plans on it that were measured
     * @param budget of that cost
     */
    public static SearchFigure of(
            CostKind bound, SearchTrajectory path, List<MeasuredPlan> measured, double budget) {
        double unit = unit(bound);
        List<Plan> predicted = new ArrayList<>();
        predicted.add(new Plan(path.cost(0, bound) / unit, path.predicted(0)));
        path.steps()
                .forEach(
                        step ->
                                predicted.add(
                                        new Plan(
                                                step.costs().get(bound) / unit, step.predicted())));
        return new SearchFigure(
                axis(bound),
                predicted,
                measured.stream()
                        .map(
                                each ->
                                        new Plan(
                                                path.cost(each.taken(), bound) / unit,
                                                each.comparison().signalToNoise()))
                        .toList(),
                budget / unit);
    }

    /** Name of a cost, with the unit that figures and tables show it in. */
    public static String axis(CostKind bound) {
        return switch (bound) {
            case SIZE -> "size (MB)";
            case OPERATIONS -> "bit operations (G)";
            case LATENCY -> "predicted time of a batch (ms)";
        };
    }

    /** That unit. */
    public static double unit(CostKind bound) {
        return switch (bound) {
            case SIZE -> 1e6;
            case OPERATIONS -> 1e9;
            case LATENCY -> 1;
        };
    }

    public SearchFigure {
        predicted = List.copyOf(predicted);
        measured = List.copyOf(measured);
    }

    @Override
    public String title() {
        return "Search";
    }

    @Override
    public String subtitle() {
        return measured.isEmpty() ? "predicted SQNR" : "line: predicted, dots: measured";
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        double[] costs =
                DoubleStream.concat(
                                predicted.stream().mapToDouble(Plan::cost), DoubleStream.of(budget))
                        .sorted()
                        .toArray();
        double[] decibels =
                Stream.concat(predicted.stream(), measured.stream())
                        .mapToDouble(Plan::decibels)
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
        Range y =
                decibels.length == 0
                        ? new Range(0, 1)
                        : FigurePlot.padded(decibels[0], decibels[decibels.length - 1], 0.12, 0.16);
        return FigurePlot.chart(
                theme,
                new FigureAxis(
                        cost,
                        FigureAxis.Steps.DECIMAL,
                        FigurePlot.padded(costs[0], costs[costs.length - 1], 0.06, 0.06),
                        theme),
                new FigureAxis("SQNR (dB)", FigureAxis.Steps.DECIMAL, y, theme),
                this::draw);
    }

    private void draw(PlotArea canvas) {
        Path2D line = new Path2D.Double();
        for (Plan plan : predicted) {
            if (Double.isFinite(plan.decibels())) {
                double x = canvas.x().applyAsDouble(plan.cost());
                double y = canvas.y().applyAsDouble(plan.decibels());
                if (line.getCurrentPoint() == null) {
                    line.moveTo(x, y);
                }
                line.lineTo(x, y);
            }
        }
        canvas.draw(line, canvas.theme().series(), PlotArea.LINE);
        double at = canvas.x().applyAsDouble(budget);
        canvas.draw(
                new Line2D.Double(at, canvas.area().getMinY(), at, canvas.area().getMaxY()),
                canvas.theme().warm(),
                PlotArea.DASHED);
        for (Plan plan : measured) {
            double x = canvas.x().applyAsDouble(plan.cost());
            double y = canvas.y().applyAsDouble(plan.decibels());
            canvas.fill(
                    new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS),
                    canvas.theme().accent());
        }
    }

    @Override
    public Table data() {
        Table.Builder table = Table.named("search", "what", cost, "SQNR (dB)");
        predicted.forEach(plan -> table.row("predicted", plan.cost(), plan.decibels()));
        measured.forEach(plan -> table.row("measured", plan.cost(), plan.decibels()));
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        return predicted.stream()
                .min(Comparator.comparingDouble((Plan plan) -> Math.abs(plan.cost() - x)))
                .map(
                        plan ->
                                "%s · %s dB predicted"
                                        .formatted(
                                                NumberFormatting.number(plan.cost()),
                                                NumberFormatting.number(plan.decibels())));
    }
}
