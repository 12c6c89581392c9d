package org.mambascope.ui.session;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.session.ObservedSource;
import org.mambascope.session.SessionParts;
import org.mambascope.session.SessionState;
import org.mambascope.ui.task.Jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Turns an open session into a state, and a state into an open session. */
final class SessionRestorer {
    private static final int NONE = -1;

    private final Jobs jobs;
    private final OpenState openState;
    private final ModelCommands models;
    private final ImageCommands images;
    private final PinnedModels pinned;

    SessionRestorer(
            Jobs jobs,
            OpenState openState,
            ModelCommands models,
            ImageCommands images,
            PinnedModels pinned) {
        this.jobs = jobs;
        this.openState = openState;
        this.models = models;
        this.images = images;
        this.pinned = pinned;
    }

    SessionState state(List<SessionPart<?>> parts) {
        Selection selection = openState.selection();
        ViewOptions options = openState.options();
        return new SessionState(
                SessionState.VERSION,
                openState.model().property().get().map(model -> absolute(model.file())),
                openState
                        .images()
                        .property()
                        .get()
                        .map(set -> set.sources().stream().map(SessionRestorer::absolute).toList())
                        .orElse(null),
                openState.images().sampleSizeProperty().get(),
                Optional.of(selection.measureProperty().get()),
                Optional.of(selection.scopeProperty().get()),
                Optional.of(selection.sourceProperty().get()),
                selection.imageProperty().get(),
                selection.pointProperty().get().map(ObservationPoint::name),
                selection.tokenProperty().get().orElse(NONE),
                options.outlierThresholdProperty().get(),
                options.histogramBinsProperty().get(),
                options.bitsProperty().get(),
                pinned.property().get().map(other -> absolute(other.file())),
                beside(),
                openState.notes().get(),
                SessionParts.of(
                        parts.stream()
                                .collect(
                                        Collectors.toMap(
                                                SessionPart::name, part -> part.state().get()))));
    }

    private SessionState.Beside beside() {
        ViewOptions options = openState.options();
        return new SessionState.Beside(
                pinned.property().get().map(PinnedModel::name),
                options.swappedProperty().get(),
                !options.sideBySideProperty().get(),
                openState.selection().basisProperty().get(),
                options.alphaProperty().get());
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /**
     * Opens what the state names; what it shows is chosen when it has been analysed. A model that
     * cannot be opened leaves everything as it was.
     *
     * @param restored run when all is there
     */
    void open(SessionState state, List<SessionPart<?>> parts, Runnable restored) {
        state.model()
                .ifPresentOrElse(
                        model ->
                                models.open(
                                        Path.of(model),
                                        () -> leave(state),
                                        () -> openImages(state, parts, restored)),
                        () -> {
                            leave(state);
                            openImages(state, parts, restored);
                        });
    }

    private void leave(SessionState state) {
        pinned.unpin();
        images.clear();
        look(state);
    }

    private void openImages(SessionState state, List<SessionPart<?>> parts, Runnable restored) {
        if (!state.images().isEmpty()) {
            images.add(state.images().stream().map(Path::of).toList());
        }
        jobs.whenIdle(
                () -> {
                    choose(state);
                    parts.forEach(part -> part.restoreFrom(state.parts()));
                    compare(state);
                    restored.run();
                });
    }

    private void compare(SessionState state) {
        SessionState.Beside beside = state.beside();
        openState.options().swappedProperty().set(beside.swapped());
        openState.selection().basisProperty().set(beside.basis());
        state.pinned().ifPresent(file -> pinned.pin(Path.of(file), beside.name()));
    }

    private void look(SessionState state) {
        Selection selection = openState.selection();
        ViewOptions options = openState.options();
        selection.sourceProperty().set(ObservedSource.ACTIVATIONS);
        if (state.sampleSize() > 0) {
            openState.images().sampleSizeProperty().set(state.sampleSize());
        }
        state.measure().ifPresent(selection.measureProperty()::set);
        state.scope().ifPresent(selection.scopeProperty()::set);
        selection.imageProperty().set(Math.max(0, state.image()));
        if (state.outlierThreshold() > 0) {
            options.outlierThresholdProperty().set(state.outlierThreshold());
        }
        if (state.bins() > 0) {
            options.histogramBinsProperty().set(state.bins());
        }
        if (state.bits() > 0) {
            options.bitsProperty().set(state.bits());
        }
        options.sideBySideProperty().set(!state.beside().overlaid());
        options.alphaProperty().set(state.beside().alpha());
        selection.basisProperty().set(BasisComparison.Basis.AS_IS);
        openState.notes().set(state.notes());
    }

    private void choose(SessionState state) {
        Optional<ObservedSource> other =
                state.source().filter(source -> source != ObservedSource.ACTIVATIONS);
        if (other.isPresent()) {
            openState.selection().sourceProperty().set(other.get());
            jobs.whenIdle(() -> choosePoint(state));
        } else {
            choosePoint(state);
        }
    }

    private void choosePoint(SessionState state) {
        openState.layers().layers().getValue().stream()
                .map(PointStatistics::point)
                .filter(point -> state.point().filter(point.name()::equals).isPresent())
                .findFirst()
                .ifPresent(
                        point -> {
                            openState.selection().choose(point);
                            boolean there = state.token() >= 0 && state.token() < point.tokens();
                            openState
                                    .selection()
                                    .tokenProperty()
                                    .set(
                                            there
                                                    ? OptionalInt.of(state.token())
                                                    : OptionalInt.empty());
                        });
    }
}
