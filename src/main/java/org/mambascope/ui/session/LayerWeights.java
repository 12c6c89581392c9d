package org.mambascope.ui.session;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LoadedModel;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;

/** Statistics of the layers' matrices: read when somebody needs them, once for a model. */
final class LayerWeights {
    private final ReadOnlyObjectWrapper<List<PointStatistics>> weights =
            new ReadOnlyObjectWrapper<>(List.of());
    private final Session session;

    LayerWeights(Session session) {
        this.session = session;
    }

    void need() {
        if (weights.get().isEmpty()) {
            read();
        }
    }

    void read() {
        session.modelProperty().get().ifPresent(this::read);
    }

    private void read(LoadedModel open) {
        session.jobs()
                .look(
                        Texts.of("job.weights"),
                        job -> session.backend().weights(open, job),
                        read -> show(open, read),
                        () -> {});
    }

    private void show(LoadedModel of, List<PointStatistics> read) {
        if (session.modelProperty().get().equals(Optional.of(of))) {
            weights.set(List.copyOf(read));
            session.chooseSameLayer();
            session.chooseFragile();
        }
    }

    void clear() {
        weights.set(List.of());
    }

    ReadOnlyObjectProperty<List<PointStatistics>> property() {
        return weights.getReadOnlyProperty();
    }
}
