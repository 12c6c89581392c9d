package org.mambascope.experiment.run;

import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.calibration.CalibrationSource;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.Recipe;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Recipe of a quantised model: enough to make it again.
 *
 * @param method of quantisation
 * @param alpha of smoothing; NaN for none
 * @param bits of every layer
 * @param setting of learning, by its name
 * @param epochs of learning, at most
 * @param seed of everything random
 * @param calibration path of the calibration images
 * @param images their number at most
 * @param choice which of them
 */
public record QuantisationRecord(
        Method method,
        double alpha,
        BitPlan bits,
        String setting,
        int epochs,
        long seed,
        Path calibration,
        int images,
        CalibrationChoice choice) {
    public QuantisationRecord {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(bits, "bits");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(calibration, "calibration");
        Objects.requireNonNull(choice, "choice");
    }

    /** Of a quantisation. */
    public static QuantisationRecord of(
            QuantisationPlan plan, Path calibration, CalibrationSource sets) {
        return new QuantisationRecord(
                plan.method(),
                plan.recipe().smoothing().orElse(Double.NaN),
                plan.bits(),
                plan.setting().id(),
                plan.setting().epochs(),
                plan.seed(),
                calibration,
                sets.count().orElse(0),
                sets.choice());
    }

    /** The plan. */
    public QuantisationPlan plan() {
        Recipe recipe =
                Double.isNaN(alpha) ? method.recipe() : method.recipe().withSmoothing(alpha);
        return new QuantisationPlan(
                method, recipe, bits, LearningSetting.named(setting).withEpochs(epochs), seed);
    }

    /** Which images it is calibrated with. */
    public CalibrationSource sets() {
        return new CalibrationSource(
                images > 0 ? OptionalInt.of(images) : OptionalInt.empty(), choice, seed);
    }
}
