package org.mambascope.report;

import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.report.Table.Cell;

import java.util.List;

/** Tables of what points showed. */
public final class StatisticsTables {
    private StatisticsTables() {}

    /** A row per token position: what stands there, mean, variance, minimum, maximum. */
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
            table.row(
                    List.of(
                            new Cell.Number(token),
                            new Cell.Text(TokenNames.place(statistics.point().order(), token)),
                            new Cell.Number(tokens.mean()[token]),
                            new Cell.Number(tokens.variance()[token]),
                            new Cell.Number(tokens.minimum()[token]),
                            new Cell.Number(tokens.maximum()[token]),
                            new Cell.Number(tokens.absoluteMaximum(token))));
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
        double median = ChannelRanking.of(channels).median();
        for (int channel = 0; channel < channels.size(); channel++) {
            table.row(
                    channel,
                    channels.mean()[channel],
                    channels.variance()[channel],
                    channels.minimum()[channel],
                    channels.maximum()[channel],
                    channels.absoluteMaximum(channel),
                    median > 0 ? channels.absoluteMaximum(channel) / median : Double.NaN);
        }
        return table.build();
    }
}
