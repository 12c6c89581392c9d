package org.mambascope.ui.plan;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.dataset.Dataset;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.estimate.LayerSamples;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;

/**
 * Samples of the open model's layers, taken anew after every analysis while somebody wants them.
 */
final class LayerSampling {
    private final ReadOnlyObjectWrapper<List<LayerSample>> samples =
            new ReadOnlyObjectWrapper<>(List.of());
    private final Session session;
    private Optional<Job> running = Optional.empty();
    private boolean wanted;

    LayerSampling(Session session) {
        this.session = session;
        session.observationProperty().subscribe((before, now) -> take());
    }

    /** Of all layers, in the order in which they run; none while they are not known. */
    ReadOnlyObjectProperty<List<LayerSample>> property() {
        return samples.getReadOnlyProperty();
    }

    /** From now on they are taken. */
    void want() {
        if (!wanted) {
            wanted = true;
            take();
        }
    }

    private void take() {
        running.ifPresent(Job::cancel);
        running = Optional.empty();
        samples.set(List.of());
        if (wanted && session.observationProperty().getValue().isPresent()) {
            session.modelProperty().get().ifPresent(this::take);
        }
    }

    private void take(LoadedModel model) {
        int most = LayerSamples.images(model.network().layers());
        session.imagesProperty()
                .get()
                .map(images -> images.some(most))
                .ifPresent(some -> running = Optional.of(take(model, some)));
    }

    private Job take(LoadedModel model, Dataset images) {
        return session.jobs()
                .look(
                        Texts.of("job.samples"),
                        job -> session.backend().samples(model, images, job),
                        samples::set,
                        () -> {});
    }
}
