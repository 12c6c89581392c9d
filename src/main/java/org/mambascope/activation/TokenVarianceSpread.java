package org.mambascope.activation;

import org.mambascope.model.TokenOrder;

import java.util.stream.IntStream;

/**
 * Spread of the variances of token positions. Padding is left out, class tokens are not.
 *
 * @param largest variance of the position that varies most
 * @param median variance of the median position
 */
public record TokenVarianceSpread(double largest, double median) {
    /** Over the positions of a point. */
    public static TokenVarianceSpread of(PointStatistics statistics) {
        int[] cells = statistics.point().order().cells();
        double[] variances =
                IntStream.range(0, cells.length)
                        .filter(token -> cells[token] != TokenOrder.PADDING)
                        .mapToDouble(token -> statistics.tokens().variance()[token])
                        .toArray();
        return new TokenVarianceSpread(Positions.largest(variances), Positions.median(variances));
    }

    /** Largest over median: 1 where all vary alike; ∞ where the median is 0, NaN where both are. */
    public double ratio() {
        return largest / median;
    }
}
