package org.mambascope.session;

import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;

import java.util.Objects;
import java.util.Optional;

/**
 * The current plan of a session.
 *
 * @param method of quantisation
 * @param alpha of smoothing
 * @param bits of every layer
 * @param calibration path of the images; empty for the open ones
 * @param images their number at most
 * @param choice which of them
 * @param seed of everything random
 * @param setting of learning, by its name
 * @param epochs of learning, at most
 */
public record PlanState(
        Method method,
        double alpha,
        BitPlan bits,
        Optional<String> calibration,
        int images,
        CalibrationChoice choice,
        int seed,
        String setting,
        int epochs) {
    public PlanState {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(bits, "bits");
        Objects.requireNonNull(calibration, "calibration");
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(setting, "setting");
    }

    /** Under this name session files keep it. */
    public static final String NAME = "plan";
}
