package org.mambascope.ui.quantise;

import javafx.beans.value.ObservableValue;

import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.session.PlanState;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.plan.PlanDraft;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.SessionPart;

import java.nio.file.Path;
import java.util.List;

/** The workspace: a plan, what it would do, and carrying it out. */
public final class QuantiseViewModel {
    private final PlanViewModel plan;
    private final WhatIfViewModel whatIf;
    private final CalibrationViewModel calibration;
    private final IntendedConversion intended;
    private final ConversionViewModel conversion;
    private final Session session;

    /**
     * A workspace.
     *
     * @param folder where quantised files are kept
     */
    public QuantiseViewModel(Session session, FileDialogs dialogs, Runs runs, Path folder) {
        this.session = session;
        this.plan = new PlanViewModel(session, dialogs);
        this.whatIf = new WhatIfViewModel(session, plan, dialogs);
        this.calibration = new CalibrationViewModel(session, dialogs);
        this.intended = new IntendedConversion(session, plan, calibration);
        this.conversion = new ConversionViewModel(session, intended, runs, dialogs, folder);
        session.files()
                .keep(
                        new SessionPart<>(
                                PlanState.NAME,
                                PlanState.class,
                                this::state,
                                this::restore,
                                List.of(
                                        plan.draft(),
                                        calibration.source(),
                                        calibration.count(),
                                        calibration.choice(),
                                        calibration.seed(),
                                        calibration.setting(),
                                        calibration.epochs())));
    }

    public PlanViewModel plan() {
        return plan;
    }

    public WhatIfViewModel whatIf() {
        return whatIf;
    }

    public CalibrationViewModel calibration() {
        return calibration;
    }

    public IntendedConversion intended() {
        return intended;
    }

    public ConversionViewModel conversion() {
        return conversion;
    }

    /** Whether there is a model to quantise. */
    public ObservableValue<Boolean> hasModel() {
        return session.modelProperty().map(open -> open.isPresent());
    }

    /** From now on layers are estimated whenever a model was analysed. */
    public void open() {
        plan.estimates().want();
    }

    private PlanState state() {
        PlanDraft draft = plan.draft().getValue();
        return new PlanState(
                draft.method(),
                draft.alpha(),
                draft.bits(),
                calibration.chosen().map(Path::toString),
                calibration.count().get(),
                calibration.choice().get(),
                calibration.seed().get(),
                calibration.setting().get().id(),
                calibration.epochs().get());
    }

    private void restore(PlanState earlier) {
        plan.use(new PlanDraft(earlier.method(), earlier.alpha(), earlier.bits()));
        calibration.choose(earlier.calibration().map(Path::of));
        calibration.count().set(earlier.images());
        calibration.choice().set(earlier.choice());
        calibration.seed().set(earlier.seed());
        calibration.setting().set(LearningSetting.named(earlier.setting()));
        calibration.epochs().set(earlier.epochs());
    }
}
