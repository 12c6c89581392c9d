package org.mambascope.report.figure;

import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.ClassTokenRatio;
import org.mambascope.activation.Distribution;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.activation.TokenVarianceSpread;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Tables of what points showed. */
public final class StatisticsTables {
    private static final double[] PERCENTILES = {0.1, 1, 10, 50, 90, 99, 99.9, 99.99};

    private StatisticsTables() {}

    /**
     * A row per point: the distribution of its values, how far tokens and channels differ, and how
     * alike images are. NaN where a point has no class token or saw a single image.
     *
     * @param outlierThreshold in multiples of the median channel
     */
    public static Table summary(Collection<PointStatistics> points, double outlierThreshold) {
        List<String> columns =
                new ArrayList<>(
                        List.of(
                                "point",
                                "block",
                                "layer",
                                "images",
                                "tokens",
                                "channels",
                                "values",
                                "mean",
                                "variance",
                                "minimum",
                                "maximum",
                                "kurtosis"));
        for (double percentile : PERCENTILES) {
            columns.add("percentile " + NumberFormatting.tick(percentile));
        }
        columns.addAll(
                List.of(
                        "largest token variance",
                        "median token variance",
                        "largest / median channel",
                        "outlier channels",
                        "class token / median variance",
                        "class token / median absolute maximum",
                        "profile correlation"));
        return new Table(
                "summary",
                columns,
                points.stream().map(point -> summaryRow(point, outlierThreshold)).toList());
    }

    private static List<Cell> summaryRow(PointStatistics statistics, double outlierThreshold) {
        Distribution values = statistics.values();
        TokenVarianceSpread spread = TokenVarianceSpread.of(statistics);
        ChannelOutliers outliers = ChannelOutliers.of(statistics, outlierThreshold);
        ClassTokenRatio ratio =
                ClassTokenRatio.of(statistics).orElse(new ClassTokenRatio(Double.NaN, Double.NaN));
        List<Cell> row = new ArrayList<>();
        row.add(new Cell.Text(statistics.point().name()));
        row.add(new Cell.Numeric(statistics.point().block()));
        row.add(new Cell.Text(statistics.point().kind()));
        add(
                row,
                (double) statistics.images(),
                statistics.point().tokens(),
                statistics.point().channels(),
                (double) values.count(),
                values.mean(),
                values.variance(),
                values.minimum(),
                values.maximum(),
                values.kurtosis());
        for (double percentile : PERCENTILES) {
            add(row, values.percentile(percentile));
        }
        add(
                row,
                spread.largest(),
                spread.median(),
                outliers.largestOverMedian(),
                outliers.channels().size(),
                ratio.variance(),
                ratio.absoluteMaximum(),
                statistics.profileCorrelation());
        return row;
    }

    /** A row per token position: token, mean, variance, minimum, maximum. */
    public static Table tokens(PointStatistics statistics) {
        Table.Builder table =
                Table.named(
                        "tokens",
                        "token",
                        "place",
                        "mean",
                        "variance",
                        "minimum",
                        "maximum",
                        "absolute maximum");
        Profile tokens = statistics.tokens();
        for (int token = 0; token < tokens.size(); token++) {
            List<Cell> row = new ArrayList<>();
            row.add(new Cell.Numeric(token));
            row.add(new Cell.Text(TokenNames.place(statistics.point().order(), token)));
            add(
                    row,
                    tokens.mean()[token],
                    tokens.variance()[token],
                    tokens.minimum()[token],
                    tokens.maximum()[token],
                    tokens.absoluteMaximum(token));
            table.row(row);
        }
        return table.build();
    }

    /** A row per channel: mean, variance, minimum, maximum, and its multiple of the median. */
    public static Table channels(PointStatistics statistics) {
        Table.Builder table =
                Table.named(
                        "channels",
                        "channel",
                        "mean",
                        "variance",
                        "minimum",
                        "maximum",
                        "absolute maximum",
                        "times median");
        Profile channels = statistics.channels();
        double median = ChannelOutliers.of(statistics).median();
        for (int channel = 0; channel < channels.size(); channel++) {
            table.row(
                    channel,
                    channels.mean()[channel],
                    channels.variance()[channel],
                    channels.minimum()[channel],
                    channels.maximum()[channel],
                    channels.absoluteMaximum(channel),
                    channels.absoluteMaximum(channel) / median);
        }
        return table.build();
    }

    private static void add(List<Cell> row, double... values) {
        for (double value : values) {
            row.add(new Cell.Numeric(value));
        }
    }
}
