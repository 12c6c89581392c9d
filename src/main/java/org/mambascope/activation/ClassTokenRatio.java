package org.mambascope.activation;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Ratio of the class token to the median visual token; of two class tokens the larger one counts.
 * Below 1: smaller than the visual tokens. ∞ where the median is 0, NaN where both are.
 *
 * @param absoluteMaximum ratio of the largest absolute values
 * @param variance ratio of the variances
 */
public record ClassTokenRatio(double absoluteMaximum, double variance) {
    /** Empty for a point without a class token. */
    public static Optional<ClassTokenRatio> of(PointStatistics statistics) {
        if (statistics.point().order().classTokens().length == 0) {
            return Optional.empty();
        }
        Profile tokens = statistics.tokens();
        return Optional.of(
                new ClassTokenRatio(
                        ratio(statistics, tokens::absoluteMaximum),
                        ratio(statistics, token -> tokens.variance()[token])));
    }

    private static double ratio(PointStatistics statistics, IntToDoubleFunction value) {
        var order = statistics.point().order();
        double[] ofClass = IntStream.of(order.classTokens()).mapToDouble(value).toArray();
        double[] visual =
                IntStream.range(0, order.length())
                        .filter(token -> order.cell(token).isPresent())
                        .mapToDouble(value)
                        .toArray();
        return Positions.largest(ofClass) / Positions.median(visual);
    }
}
