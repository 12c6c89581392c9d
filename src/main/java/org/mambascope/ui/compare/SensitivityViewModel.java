package org.mambascope.ui.compare;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.LayerSensitivity;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisationPlan;
import org.mambascope.report.session.SensitivityState;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.session.Calibration;
import org.mambascope.ui.session.Kept;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which layers suffer most: each is quantised alone, at the bits of the plan in mind. */
public final class SensitivityViewModel {
    private final ReadOnlyObjectWrapper<SensitivityState> ranking =
            new ReadOnlyObjectWrapper<>(SensitivityState.NOTHING);
    private final Session session;
    private final QuantiseViewModel quantise;

    SensitivityViewModel(Session session, QuantiseViewModel quantise) {
        this.session = session;
        this.quantise = quantise;
        session.modelProperty().subscribe((before, now) -> ranking.set(SensitivityState.NOTHING));
        session.keep(
                new Kept<>(
                        SensitivityState.NAME,
                        SensitivityState.class,
                        ranking::get,
                        ranking::set,
                        List.of(ranking)));
    }

    /** The most sensitive layer first; empty before it was measured. */
    public ObservableValue<SensitivityState> ranking() {
        return ranking.getReadOnlyProperty();
    }

    /** Measures every layer on so many images at most. */
    void measure(LoadedModel open, List<Path> from, int limit) {
        quantise.calibration()
                .calibration()
                .ifPresent(calibration -> measure(open, calibration, from, limit));
    }

    private void measure(LoadedModel open, Calibration calibration, List<Path> from, int limit) {
        QuantisationPlan plan = quantise.conversion().wholePlan();
        session.jobs()
                .start(
                        Texts.of("job.sensitivity"),
                        job ->
                                session.backend()
                                        .sensitivity(
                                                open,
                                                plan,
                                                calibration,
                                                session.backend().open(from),
                                                limit,
                                                job),
                        found -> ranking.set(new SensitivityState(plan.method().words(), found)));
    }

    /** Shows a layer everywhere. */
    public void choose(LayerSensitivity chosen) {
        site(chosen).ifPresent(site -> session.selection().choose(site.input()));
    }

    /** Where a layer stands. */
    public Optional<LayerSite> site(LayerSensitivity layer) {
        return session.modelProperty().get().stream()
                .flatMap(open -> open.network().layers().stream())
                .filter(site -> site.name().equals(layer.layer()))
                .findFirst();
    }
}
