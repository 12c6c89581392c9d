package org.mambascope.ui.gpu;

import ai.djl.Device;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Offers to fetch libtorch for CUDA where an NVIDIA GPU is seen that the running libtorch cannot
 * use: once a start, and not any more once the user said so. Nothing is fetched without a yes.
 */
public final class GpuOfferViewModel {
    private final ReadOnlyObjectWrapper<List<String>> cards =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<String>> question =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty fetching = new SimpleBooleanProperty(false);
    private final ObservableValue<Boolean> canInstall =
            Bindings.createBooleanBinding(
                    () -> !cards.get().isEmpty() && !fetching.get(), cards, fetching);
    private final Session session;
    private final Preferences preferences;

    /**
     * @param devices that models can run on; none before they were looked for
     */
    public GpuOfferViewModel(
            Session session, Preferences preferences, ObservableValue<List<Device>> devices) {
        this.session = session;
        this.preferences = preferences;
        devices.subscribe(this::look);
    }

    private void look(List<Device> found) {
        if (!found.isEmpty() && found.stream().noneMatch(Device::isGpu)) {
            session.jobs().quietly(session.backend()::idleCards, this::offer);
        }
    }

    private void offer(List<String> idle) {
        cards.set(List.copyOf(idle));
        if (!idle.isEmpty() && !preferences.settingsProperty().get().gpuDeclined()) {
            question.set(Optional.of(Texts.of("gpu.question", String.join(", ", idle))));
        }
    }

    /** What to ask the user; empty for nothing. */
    public ReadOnlyObjectProperty<Optional<String>> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** True if there is a card without it, asked or not, and it is not being fetched. */
    public ObservableValue<Boolean> canInstall() {
        return canInstall;
    }

    /** Fetches it, beside whatever else runs. */
    public void install() {
        later();
        Job job =
                session.jobs()
                        .startBeside(
                                Texts.of("job.gpu"),
                                fetching -> session.backend().fetchGpuLibrary(fetching),
                                this::tell);
        fetching.bind(job.stateProperty().map(state -> !state.isOver()));
    }

    private void tell(Path folder) {
        cards.set(List.of());
        session.noticeProperty().set(Optional.of(Texts.of("gpu.fetched", folder)));
    }

    /** Asks again at the next start. */
    public void later() {
        question.set(Optional.empty());
    }

    /** Does not ask any more. */
    public void never() {
        later();
        preferences.declineGpu();
    }
}
