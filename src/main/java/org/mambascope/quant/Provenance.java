package org.mambascope.quant;

/**
 * How a quantised file came about.
 *
 * @param source name of the original's file
 * @param sha256 of the original's file
 * @param method as users type it
 * @param alpha of smoothing; NaN for none
 * @param rounding of weights, as users type it
 * @param calibration where the images are from and how they were chosen
 * @param images their number
 * @param setting of learning; empty if nothing was learned
 * @param epochs of learning, at most
 * @param seed of everything random
 * @param version of the program
 */
public record Provenance(
        String source,
        String sha256,
        String method,
        double alpha,
        String rounding,
        String calibration,
        int images,
        String setting,
        int epochs,
        long seed,
        String version) {
    public Provenance {
        // Files of before there was a choice do not say it.
        rounding = rounding == null ? RoundingRule.NEAREST.id() : rounding;
    }

    /**
     * Of a quantisation.
     *
     * @param source name of the original's file
     * @param sha256 of it
     */
    static Provenance of(
            String source,
            String sha256,
            QuantisationPlan plan,
            CalibrationSet set,
            String version) {
        boolean learned = plan.recipe().learned();
        return new Provenance(
                source,
                sha256,
                plan.method().id(),
                plan.recipe().smoothing().orElse(Double.NaN),
                plan.recipe().rounding().id(),
                set.source(),
                set.count(),
                learned ? plan.setting().id() : "",
                learned ? plan.setting().epochs() : 0,
                plan.seed(),
                version);
    }
}
