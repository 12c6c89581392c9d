package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.ui.plan.PlanDraft;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.session.Session;

import java.util.Optional;

/** The conversion that the workspace's choices describe now. */
public final class IntendedConversion {
    private final Session session;
    private final PlanViewModel draft;
    private final CalibrationViewModel calibration;
    private final ObservableValue<Boolean> complete;

    IntendedConversion(Session session, PlanViewModel draft, CalibrationViewModel calibration) {
        this.session = session;
        this.draft = draft;
        this.calibration = calibration;
        this.complete =
                Bindings.createBooleanBinding(
                        () ->
                                session.modelProperty().get().isPresent()
                                        && calibration.source().getValue().isPresent(),
                        session.modelProperty(),
                        calibration.source());
    }

    /** Whether there are a model and images. */
    ObservableValue<Boolean> complete() {
        return complete;
    }

    /** The conversion; empty as long as something is missing. */
    Optional<Conversion> now() {
        return session.modelProperty()
                .get()
                .flatMap(
                        open ->
                                calibration
                                        .calibration()
                                        .map(with -> new Conversion(open, plan(), with)));
    }

    /** The command that does it in a terminal; empty as long as something is missing. */
    public Optional<String> inTerminal() {
        return now().map(
                        conversion ->
                                ConversionCommand.of(
                                        conversion, session.modelArguments(conversion.model())));
    }

    /** The plan in mind, with how it is to be learned. */
    public QuantisationPlan plan() {
        return plan(draft.draft().getValue());
    }

    /** The same by another method. */
    public QuantisationPlan plan(Method other) {
        return plan(draft.draft().getValue().with(other));
    }

    private QuantisationPlan plan(PlanDraft with) {
        return new QuantisationPlan(
                with.method(),
                with.recipe(),
                with.bits(),
                calibration.learning(),
                calibration.seed().get());
    }
}
