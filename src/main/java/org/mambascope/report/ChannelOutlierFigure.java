package org.mambascope.report;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;

import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The largest |activation| of every channel as bars; channels above the threshold, a multiple of
 * the median bar, stand out and are named. x is the channel.
 */
public record ChannelOutlierFigure(PointStatistics statistics, FigureOptions options)
        implements Figure {
    private static final int MOST_LABELS = 8;
    private static final int LABEL_GAP = 4;

    /** Tried for a label: right and left of its bar at five heights. */
    private static final int PLACES = 10;

    @Override
    public String title() {
        return "Channel outliers";
    }

    @Override
    public String subtitle() {
        ChannelRanking ranking = ranking();
        return NumberFormatting.count(outliers(ranking).size())
                + " of "
                + NumberFormatting.count(ranking.channels().size())
                + " above "
                + thresholdLabel();
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        ChannelRanking ranking = ranking();
        double highest = Math.max(finite(ranking.largest()), finite(threshold(ranking)));
        FigureAxis x =
                new FigureAxis(
                        "channel",
                        FigureAxis.Steps.BINARY,
                        FigurePlot.positions(ranking.channels().size()),
                        theme);
        FigureAxis y =
                new FigureAxis(
                        "max |activation|",
                        FigureAxis.Steps.DECIMAL,
                        new Range(0, highest > 0 ? highest * 1.08 : 1),
                        theme);
        return FigurePlot.chart(theme, x, y, canvas -> draw(canvas, ranking));
    }

    @Override
    public Table data() {
        return StatisticsTables.channels(statistics);
    }

    @Override
    public Optional<String> reading(double x, double y) {
        int channel = (int) Math.round(x);
        return ranking().channels().stream()
                .filter(candidate -> candidate.index() == channel)
                .findFirst()
                .map(
                        found ->
                                "channel "
                                        + channel
                                        + " · max |activation| "
                                        + NumberFormatting.number(found.absoluteMaximum())
                                        + " · "
                                        + NumberFormatting.times(found.ratio())
                                        + " median");
    }

    private void draw(Canvas canvas, ChannelRanking ranking) {
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
        List<ChannelRanking.Channel> outliers = outliers(ranking);
        List<Rectangle2D> taken = new ArrayList<>();
        for (ChannelRanking.Channel outlier : outliers) {
            int channel = outlier.index();
            taken.add(
                    canvas.bar(
                            channel - 0.5,
                            channel + 0.5,
                            outlier.absoluteMaximum(),
                            2,
                            theme.warm()));
        }
        if (threshold(ranking) > 0) {
            canvas.horizontalLine(threshold(ranking), theme.warm(), Canvas.DASHED);
            taken.add(labelThreshold(canvas, ranking, taken));
            double line = canvas.y().applyAsDouble(threshold(ranking));
            taken.add(
                    new Rectangle2D.Double(
                            canvas.area().getMinX(), line, canvas.area().getWidth(), 1));
        }
        outliers.stream().limit(MOST_LABELS).forEach(outlier -> name(canvas, outlier, taken));
    }

    /** Above the line, as far right as no bar stands in the way. */
    private Rectangle2D labelThreshold(
            Canvas canvas, ChannelRanking ranking, List<Rectangle2D> taken) {
        Font font = canvas.theme().labelFont();
        double line = canvas.y().applyAsDouble(threshold(ranking));
        Rectangle2D box = canvas.box(thresholdLabel(), font, 0, 0);
        double top = line - box.getHeight() - 1;
        double right = canvas.area().getMaxX() - box.getWidth();
        double left = right;
        while (left > canvas.area().getMinX() && collides(box(box, left, top), taken)) {
            left -= LABEL_GAP;
        }
        box = box(box, left > canvas.area().getMinX() ? left : right, top);
        canvas.text(thresholdLabel(), font, canvas.theme().warm(), box);
        return box;
    }

    /** Beside its bar's top, or a little higher; not at all where nothing is free. */
    private static void name(
            Canvas canvas, ChannelRanking.Channel outlier, List<Rectangle2D> taken) {
        String text = "ch " + outlier.index() + " · " + NumberFormatting.times(outlier.ratio());
        Font font = canvas.theme().boldLabelFont();
        Rectangle2D bar =
                canvas.between(outlier.index() - 0.5, outlier.index() + 0.5, 0, outlier.absoluteMaximum());
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

    private ChannelRanking ranking() {
        return ChannelRanking.of(statistics.channels());
    }

    private List<ChannelRanking.Channel> outliers(ChannelRanking ranking) {
        return ranking.above(options.outlierThreshold());
    }

    private double threshold(ChannelRanking ranking) {
        return options.outlierThreshold() * ranking.median();
    }

    private String thresholdLabel() {
        return NumberFormatting.number(options.outlierThreshold()) + " × median";
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
