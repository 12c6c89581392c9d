package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What makes a point hard to quantise, as one number that is larger the harder it is. */
public enum Measure {
    /** Largest over median variance of a token position. */
    TOKEN_VARIANCE(
            "Token variance",
            "Largest over median variance of a token position.",
            "%s has the most uneven tokens: the largest variance is %s times the median's (1: all"
                    + " vary alike)."),

    /** Largest over median channel's largest absolute value. */
    OUTLIER_RATIO(
            "Outlier ratio",
            "Largest absolute value of the largest channel over that of the median channel.",
            "%s has the strongest outlier: its largest channel reaches %s times the median channel"
                    + " (1: all are alike)."),

    /** Kurtosis of all values. */
    KURTOSIS(
            "Kurtosis",
            "Kurtosis of all values.",
            "%s has the longest tail: a kurtosis of %s (a normal distribution has 3).");

    private final String title;
    private final String explanation;
    private final String finding;

    Measure(String title, String explanation, String finding) {
        this.title = title;
        this.explanation = explanation;
        this.finding = finding;
    }

    /** Its name in words. */
    public String title() {
        return title;
    }

    /** What it is, in one sentence. */
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

    /** The point with the largest finite value; empty if no point has one. */
    public Optional<PointStatistics> worst(Collection<PointStatistics> points) {
        return points.stream()
                .filter(point -> Double.isFinite(of(point)))
                .max(Comparator.comparingDouble(this::of));
    }

    /** What to say of the worst point, in one sentence: {@code Block 4's out_proj has …}. */
    public String finding(PointStatistics worst) {
        ObservationPoint point = worst.point();
        double value = of(worst);
        String number = String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
        return String.format(
                Locale.ROOT, finding, "Block " + point.block() + "'s " + point.kind(), number);
    }
}
