package org.mambascope.ui.search;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.model.LayerSite;
import org.mambascope.session.SensitivityState;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.SessionPart;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.LayerStudy;

import java.util.List;
import java.util.Optional;

/** Which layers suffer most: each is quantised alone, at the bits of the plan in mind. */
public final class SensitivityViewModel {
    private final ReadOnlyObjectWrapper<SensitivityState> ranking =
            new ReadOnlyObjectWrapper<>(SensitivityState.NOTHING);
    private final Session session;
    private final LayerStudies studies;

    public SensitivityViewModel(Session session, LayerStudies studies) {
        this.session = session;
        this.studies = studies;
        session.modelProperty().subscribe((before, now) -> ranking.set(SensitivityState.NOTHING));
        session.files()
                .keep(
                        new SessionPart<>(
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

    /** Quantises each layer alone, at the bits of the plan in mind. */
    public void measure() {
        studies.now().ifPresent(this::measure);
    }

    /** The command that does the same in a terminal. */
    public Optional<String> inTerminal() {
        return MeasuringCommand.sensitivity(session, studies);
    }

    private void measure(LayerStudy study) {
        session.jobs()
                .start(
                        Texts.of("job.sensitivity"),
                        job -> session.backend().sensitivity(study, job),
                        found ->
                                ranking.set(
                                        new SensitivityState(
                                                study.plan().method().words(), found)));
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
