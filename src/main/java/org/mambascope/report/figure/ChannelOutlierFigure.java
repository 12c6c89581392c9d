package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The largest |activation| of every channel as bars; channels above the threshold, a multiple of
 * the median bar, are highlighted and named. x is the channel.
 */
public record ChannelOutlierFigure(PointStatistics statistics, FigureOptions options)
        implements Figure {
    private static final int MOST_LABELS = 8;
    private static final int LABEL_GAP = 4;
    private static final double DOT = 2.4;

    /** Tried for a label: right and left of its bar at five heights. */
    private static final int PLACES = 10;

    @Override
    public String title() {
        return FigureTexts.of("outliers.title");
    }

    @Override
    public String subtitle() {
        return FigureTexts.of(
                        "outliers.subtitle",
                        NumberFormatting.count(outliers().channels().size()),
                        NumberFormatting.count(statistics.channels().size()),
                        thresholdLabel())
                + options.selectedToken().stream()
                        .mapToObj(
                                token ->
                                        FigureTexts.of(
                                                "outliers.dots",
                                                options.quantity().position(),
                                                token))
                        .findFirst()
                        .orElse("");
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        ChannelOutliers outliers = outliers();
        double highest =
                options.drawn(statistics)
                        .map(PointStatistics::channels)
                        .flatMapToDouble(ChannelOutlierFigure::heights)
                        .filter(Double::isFinite)
                        .reduce(0, Math::max);
        int longest =
                options.drawn(statistics)
                        .mapToInt(shown -> shown.channels().size())
                        .max()
                        .orElse(1);
        double top =
                Stream.concat(
                                Stream.of(statistics),
                                options.comparison().stream().map(OverlaidModel::statistics))
                        .mapToDouble(
                                shown ->
                                        line(ChannelOutliers.of(shown, options.outlierThreshold())))
                        .filter(Double::isFinite)
                        .reduce(highest, Math::max);
        FigureAxis x =
                new FigureAxis(
                        FigureTexts.of("channel.axis"),
                        FigureAxis.Steps.BINARY,
                        FigurePlot.positions(longest),
                        theme);
        FigureAxis y =
                new FigureAxis(
                        FigureTexts.of("outliers.axis", options.quantity().value()),
                        FigureAxis.Steps.DECIMAL,
                        new Range(0, top > 0 ? top * 1.08 : 1),
                        theme);
        return FigurePlot.chart(theme, x, y, canvas -> draw(canvas, outliers));
    }

    @Override
    public Figure unmarked() {
        return new ChannelOutlierFigure(statistics, options.withSelectedToken(OptionalInt.empty()));
    }

    @Override
    public Table data() {
        return StatisticsTables.channels(statistics);
    }

    @Override
    public Optional<String> reading(double x, double y) {
        int channel = (int) Math.round(x);
        Profile channels = statistics.channels();
        if (channel < 0 || channel >= channels.size()) {
            return Optional.empty();
        }
        double largest = channels.absoluteMaximum(channel);
        return Optional.of(
                FigureTexts.of(
                        "outliers.reading",
                        channel,
                        options.quantity().value(),
                        NumberFormatting.number(largest),
                        NumberFormatting.times(largest / outliers().median())));
    }

    private void draw(PlotArea canvas, ChannelOutliers outliers) {
        FigureTheme theme = canvas.theme();
        Profile channels = statistics.channels();
        for (int channel = 0; channel < channels.size(); channel++) {
            canvas.bar(
                    channel - 0.4,
                    channel + 0.4,
                    channels.absoluteMaximum(channel),
                    1,
                    theme.series());
        }
        drawOthers(canvas);
        List<Rectangle2D> taken = new ArrayList<>();
        for (ChannelOutliers.Outlier outlier : outliers.channels()) {
            taken.add(
                    canvas.bar(
                            outlier.channel() - 0.4,
                            outlier.channel() + 0.4,
                            outlier.absoluteMaximum(),
                            2,
                            theme.warm()));
        }
        if (line(outliers) > 0) {
            canvas.horizontalLine(line(outliers), theme.warm(), PlotArea.DASHED);
            double place = canvas.y().applyAsDouble(line(outliers));
            taken.add(labelThreshold(canvas, place, taken));
            taken.add(
                    new Rectangle2D.Double(
                            canvas.area().getMinX(), place, canvas.area().getWidth(), 1));
        }
        outliers.channels().stream()
                .limit(MOST_LABELS)
                .forEach(outlier -> name(canvas, outlier, taken));
    }

    private static DoubleStream heights(Profile channels) {
        return IntStream.range(0, channels.size()).mapToDouble(channels::absoluteMaximum);
    }

    /** Single images and another model as marks at their bars' tops, the chosen token as dots. */
    private void drawOthers(PlotArea canvas) {
        FigureTheme theme = canvas.theme();
        options.overlaid().forEach(image -> drawTops(canvas, image.channels(), theme.overlaid()));
        options.drawnOver()
                .ifPresent(
                        other -> {
                            drawTops(canvas, other.statistics().channels(), theme.text());
                            other.label(canvas);
                        });
        options.selectedToken().ifPresent(token -> drawToken(canvas, token));
    }

    private static void drawTops(PlotArea canvas, Profile channels, Color colour) {
        for (int channel = 0; channel < channels.size(); channel++) {
            double height = canvas.y().applyAsDouble(channels.absoluteMaximum(channel));
            double left = canvas.x().applyAsDouble(channel - 0.45);
            double right = Math.max(left + 2, canvas.x().applyAsDouble(channel + 0.45));
            canvas.draw(new Line2D.Double(left, height, right, height), colour, PlotArea.LINE);
        }
    }

    private void drawToken(PlotArea canvas, int token) {
        for (int channel = 0; channel < statistics.channels().size(); channel++) {
            double x = canvas.x().applyAsDouble(channel);
            double y = canvas.y().applyAsDouble(statistics.meanMagnitude(token, channel));
            canvas.fill(
                    new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT),
                    canvas.theme().text());
        }
    }

    /** Draws the label above the line, as far right as the bars leave room. */
    private Rectangle2D labelThreshold(PlotArea canvas, double line, List<Rectangle2D> taken) {
        Font font = canvas.theme().labelFont();
        Rectangle2D size = canvas.box(thresholdLabel(), font, 0, 0);
        double top = line - size.getHeight() - 1;
        double right = canvas.area().getMaxX() - size.getWidth() - LABEL_GAP;
        double left = right;
        while (left > canvas.area().getMinX() && collides(box(size, left, top), taken)) {
            left -= LABEL_GAP;
        }
        Rectangle2D box = box(size, left > canvas.area().getMinX() ? left : right, top);
        canvas.text(thresholdLabel(), font, canvas.theme().warm(), box);
        return box;
    }

    /**
     * Draws the name next to its bar's top, or a little higher; not at all where there is no room.
     */
    private static void name(
            PlotArea canvas, ChannelOutliers.Outlier outlier, List<Rectangle2D> taken) {
        String text =
                FigureTexts.of(
                        "outliers.name",
                        outlier.channel(),
                        NumberFormatting.times(outlier.ratio()));
        Font font = canvas.theme().boldLabelFont();
        Rectangle2D bar =
                canvas.between(
                        outlier.channel() - 0.5,
                        outlier.channel() + 0.5,
                        0,
                        outlier.absoluteMaximum());
        Rectangle2D size = canvas.box(text, font, 0, 0);
        double right = bar.getMaxX() + LABEL_GAP;
        double left = bar.getMinX() - LABEL_GAP - size.getWidth();
        double top = Math.max(canvas.area().getMinY(), bar.getMinY() - 3);
        IntStream.range(0, PLACES)
                .mapToObj(i -> box(size, i % 2 == 0 ? right : left, top - i / 2 * LABEL_GAP))
                .filter(box -> canvas.area().contains(box) && !collides(box, taken))
                .findFirst()
                .ifPresent(
                        box -> {
                            canvas.text(text, font, canvas.theme().warm(), box);
                            taken.add(box);
                        });
    }

    private static Rectangle2D box(Rectangle2D size, double left, double top) {
        return new Rectangle2D.Double(left, top, size.getWidth(), size.getHeight());
    }

    private static boolean collides(Rectangle2D box, List<Rectangle2D> taken) {
        return taken.stream().anyMatch(box::intersects);
    }

    private ChannelOutliers outliers() {
        return ChannelOutliers.of(statistics, options.outlierThreshold());
    }

    private static double line(ChannelOutliers outliers) {
        return outliers.threshold() * outliers.median();
    }

    private String thresholdLabel() {
        return FigureTexts.of(
                "outliers.threshold", NumberFormatting.number(options.outlierThreshold()));
    }
}
