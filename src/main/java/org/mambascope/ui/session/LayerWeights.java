package org.mambascope.ui.session;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LoadedModel;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Workbench;

import java.util.List;
import java.util.Optional;

/** Statistics of the layers' matrices: read when somebody needs them, once for a model. */
final class LayerWeights {
    private final Workbench backend;
    private final Jobs jobs;
    private final OpenState state;

    LayerWeights(Workbench backend, Jobs jobs, OpenState state) {
        this.backend = backend;
        this.jobs = jobs;
        this.state = state;
    }

    void need() {
        if (state.observations().weightsProperty().get().isEmpty()) {
            read();
        }
    }

    void read() {
        state.model().property().get().ifPresent(this::read);
    }

    private void read(LoadedModel open) {
        jobs.look(
                Texts.of("job.weights"),
                job -> backend.weights(open, job),
                read -> show(open, read),
                () -> {});
    }

    private void show(LoadedModel of, List<PointStatistics> read) {
        if (state.model().property().get().equals(Optional.of(of))) {
            state.observations().showWeights(read);
            state.layers().chooseSame();
            state.layers().chooseFragile();
        }
    }

    void clear() {
        state.observations().showWeights(List.of());
    }
}
