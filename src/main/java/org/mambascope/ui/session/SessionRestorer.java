package org.mambascope.ui.session;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.session.ObservedSource;
import org.mambascope.session.SessionParts;
import org.mambascope.session.SessionState;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Turns an open session into a state, and a state into an open session. */
final class SessionRestorer {
    private static final int NONE = -1;

    private final Session session;

    SessionRestorer(Session session) {
        this.session = session;
    }

    SessionState state() {
        Selection selection = session.selection();
        ViewOptions options = session.options();
        return new SessionState(
                SessionState.VERSION,
                session.modelProperty().get().map(model -> absolute(model.file())),
                session.imagesProperty()
                        .get()
                        .map(set -> set.sources().stream().map(SessionRestorer::absolute).toList())
                        .orElse(null),
                session.sampleSizeProperty().get(),
                Optional.of(selection.measureProperty().get()),
                Optional.of(selection.scopeProperty().get()),
                Optional.of(selection.sourceProperty().get()),
                selection.imageProperty().get(),
                selection.pointProperty().get().map(ObservationPoint::name),
                selection.tokenProperty().get().orElse(NONE),
                options.outlierThresholdProperty().get(),
                options.histogramBinsProperty().get(),
                options.bitsProperty().get(),
                session.pinnedProperty().get().map(pinned -> absolute(pinned.file())),
                beside(),
                session.notesProperty().get(),
                SessionParts.of(
                        session.parts().stream()
                                .collect(
                                        Collectors.toMap(
                                                SessionPart::name, part -> part.state().get()))));
    }

    private SessionState.Beside beside() {
        ViewOptions options = session.options();
        return new SessionState.Beside(
                session.pinnedProperty().get().map(PinnedModel::name),
                options.swappedProperty().get(),
                !options.sideBySideProperty().get(),
                session.selection().basisProperty().get(),
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
    void open(SessionState state, Runnable restored) {
        state.model()
                .ifPresentOrElse(
                        model ->
                                session.openModel(
                                        Path.of(model),
                                        () -> leave(state),
                                        () -> openImages(state, restored)),
                        () -> {
                            leave(state);
                            openImages(state, restored);
                        });
    }

    private void leave(SessionState state) {
        session.unpin();
        session.clearImages();
        look(state);
    }

    private void openImages(SessionState state, Runnable restored) {
        if (!state.images().isEmpty()) {
            session.addImages(state.images().stream().map(Path::of).toList());
        }
        session.jobs()
                .whenIdle(
                        () -> {
                            choose(state);
                            restoreParts(state);
                            compare(state);
                            restored.run();
                        });
    }

    private void compare(SessionState state) {
        SessionState.Beside beside = state.beside();
        session.options().swappedProperty().set(beside.swapped());
        session.selection().basisProperty().set(beside.basis());
        state.pinned().ifPresent(pinned -> session.pin(Path.of(pinned), beside.name()));
    }

    private void restoreParts(SessionState state) {
        session.parts().forEach(part -> part.restoreFrom(state.parts()));
    }

    private void look(SessionState state) {
        Selection selection = session.selection();
        ViewOptions options = session.options();
        selection.sourceProperty().set(ObservedSource.ACTIVATIONS);
        if (state.sampleSize() > 0) {
            session.sampleSizeProperty().set(state.sampleSize());
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
        session.notesProperty().set(state.notes());
    }

    private void choose(SessionState state) {
        Optional<ObservedSource> other =
                state.source().filter(source -> source != ObservedSource.ACTIVATIONS);
        if (other.isPresent()) {
            session.selection().sourceProperty().set(other.get());
            session.jobs().whenIdle(() -> choosePoint(state));
        } else {
            choosePoint(state);
        }
    }

    private void choosePoint(SessionState state) {
        session.layers().getValue().stream()
                .map(PointStatistics::point)
                .filter(point -> state.point().filter(point.name()::equals).isPresent())
                .findFirst()
                .ifPresent(
                        point -> {
                            session.selection().choose(point);
                            boolean there = state.token() >= 0 && state.token() < point.tokens();
                            session.selection()
                                    .tokenProperty()
                                    .set(
                                            there
                                                    ? OptionalInt.of(state.token())
                                                    : OptionalInt.empty());
                        });
    }
}
