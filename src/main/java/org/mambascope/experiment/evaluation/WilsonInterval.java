package org.mambascope.experiment.evaluation;

/**
 * Confidence interval, at 95 %, of a share that was measured on a sample (Wilson 1927).
 *
 * @param low in percent
 * @param high in percent
 */
public record WilsonInterval(double low, double high) {
    /** Of the normal distribution, both sides. */
    private static final double DEVIATIONS = 1.959963984540054;

    /**
     * The interval of a share.
     *
     * @param total at least 1
     */
    public static WilsonInterval of(long hits, long total) {
        double square = DEVIATIONS * DEVIATIONS;
        double share = (double) hits / total;
        double centre = share + square / (2 * total);
        double spread =
                DEVIATIONS
                        * Math.sqrt(share * (1 - share) / total + square / (4.0 * total * total));
        double scale = 100 / (1 + square / total);
        return new WilsonInterval(
                Math.max(0, scale * (centre - spread)), Math.min(100, scale * (centre + spread)));
    }
}
