package org.mambascope.quant.file;

import org.mambascope.base.json.JsonFields;
import org.mambascope.image.content.ImageContents;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.RoundingRule;

import java.util.stream.Stream;

/**
 * Record of how a quantised file was made.
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
 * @param contents of the calibration images, as {@link ImageContents#text} writes them
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
        String version,
        String contents) {
    private static final String ALPHA = "alpha";

    /**
     * Reads one.
     *
     * @throws org.mambascope.base.Problem if something is missing or impossible
     */
    static Provenance read(JsonFields fields) {
        fields.only(
                "source",
                "sha256",
                "method",
                ALPHA,
                "rounding",
                "calibration",
                "images",
                "setting",
                "epochs",
                "seed",
                "version",
                "contents");
        String method = fields.requiredText("method");
        if (Stream.of(Method.values()).noneMatch(known -> known.id().equals(method))) {
            throw fields.wrong("method", "the name of a method");
        }
        return new Provenance(
                fields.requiredText("source"),
                fields.requiredText("sha256"),
                method,
                alpha(fields),
                // Files of before there was a choice do not say it.
                fields.text("rounding").orElse(RoundingRule.NEAREST.id()),
                fields.requiredText("calibration"),
                fields.requiredWholeNumber("images", 0, Integer.MAX_VALUE),
                fields.text("setting").orElse(""),
                fields.wholeNumber("epochs", 0, Integer.MAX_VALUE).orElse(0),
                fields.longNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0),
                fields.requiredText("version"),
                // Files of before images were told from each other do not say it.
                fields.text("contents").orElse(""));
    }

    /** JSON has no NaN, so files have it as a text. */
    private static double alpha(JsonFields fields) {
        return fields.node().path(ALPHA).asText().equals("NaN")
                ? Double.NaN
                : fields.number(ALPHA, 0, 1).orElse(Double.NaN);
    }

    /**
     * Of a quantisation.
     *
     * @param source name of the original's file
     * @param sha256 of it
     */
    public static Provenance of(
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
                version,
                set.contents().text());
    }
}
