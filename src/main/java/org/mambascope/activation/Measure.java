package org.mambascope.activation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Measure of how hard a point is to quantise: one number, larger the harder it is. */
public enum Measure {
    /** Largest over median variance of a token position. */
    TOKEN_VARIANCE("Token variance", "Largest over median variance of a token position."),

    /** Largest over median channel's largest absolute value. */
    OUTLIER_RATIO(
            "Outlier ratio",
            "Largest absolute value of the largest channel over that of the median channel."),

    /** Kurtosis of all values. */
    KURTOSIS("Kurtosis", "Kurtosis of all values.");

    private final String title;
    private final String explanation;

    Measure(String title, String explanation) {
        this.title = title;
        this.explanation = explanation;
    }

    /** Its name in words. */
    public String title() {
        return title;
    }

    /** Explanation in one sentence. */
    public String explanation() {
        return explanation;
    }

    /** Its value at a point; NaN or ∞ where there is nothing to compare with. */
    public double of(PointStatistics statistics) {
        return switch (this) {
            case TOKEN_VARIANCE -> TokenVarianceSpread.of(statistics).ratio();
            case OUTLIER_RATIO -> ChannelOutliers.of(statistics).largestOverMedian();
            case KURTOSIS -> statistics.values().kurtosis();
        };
    }

    /**
     * The points that any statement about fragility is about: what enters layers, since that is
     * what is quantised, and not the sum between blocks. Where none of them does (matrices, the
     * inside of scans), all.
     */
    public static List<PointStatistics> counted(Collection<PointStatistics> points) {
        List<PointStatistics> inputs =
                points.stream().filter(point -> point.point().entersLayer()).toList();
        return inputs.isEmpty() ? List.copyOf(points) : inputs;
    }

    /** The {@link #counted} point with the largest finite value; empty if none has one. */
    public Optional<PointStatistics> worst(Collection<PointStatistics> points) {
        return counted(points).stream()
                .filter(point -> Double.isFinite(of(point)))
                .max(Comparator.comparingDouble(this::of));
    }
}
