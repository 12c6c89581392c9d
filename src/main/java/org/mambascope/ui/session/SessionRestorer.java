package org.mambascope.ui.session;

import org.mambascope.activation.PointStatistics;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.session.ObservedSource;
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
                session.modelProperty().get().map(model -> absolute(model.file())).orElse(null),
                session.imagesProperty()
                        .get()
                        .map(set -> set.sources().stream().map(SessionRestorer::absolute).toList())
                        .orElse(null),
                session.sampleSizeProperty().get(),
                selection.measureProperty().get(),
                selection.scopeProperty().get(),
                selection.sourceProperty().get(),
                selection.imageProperty().get(),
                selection.pointProperty().get().map(point -> point.name()).orElse(null),
                selection.tokenProperty().get().orElse(NONE),
                options.outlierThresholdProperty().get(),
                options.histogramBinsProperty().get(),
                options.bitsProperty().get(),
                session.pinnedProperty().get().map(pinned -> absolute(pinned.file())).orElse(null),
                beside(),
                session.notesProperty().get(),
                session.parts().stream()
                        .collect(Collectors.toMap(SessionPart::name, SessionPart::tree)));
    }

    private SessionState.Beside beside() {
        ViewOptions options = session.options();
        return new SessionState.Beside(
                session.pinnedProperty().get().map(PinnedModel::name).orElse(null),
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
        if (state.model() == null) {
            leave(state);
            openImages(state, restored);
        } else {
            session.openModel(
                    Path.of(state.model()), () -> leave(state), () -> openImages(state, restored));
        }
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
        if (state.pinned() != null) {
            session.pin(Path.of(state.pinned()), Optional.ofNullable(beside.name()));
        }
    }

    private void restoreParts(SessionState state) {
        for (SessionPart<?> part : session.parts()) {
            Optional.ofNullable(state.parts().get(part.name())).ifPresent(part::restore);
        }
    }

    private void look(SessionState state) {
        Selection selection = session.selection();
        ViewOptions options = session.options();
        selection.sourceProperty().set(ObservedSource.ACTIVATIONS);
        if (state.sampleSize() > 0) {
            session.sampleSizeProperty().set(state.sampleSize());
        }
        if (state.measure() != null) {
            selection.measureProperty().set(state.measure());
        }
        if (state.scope() != null) {
            selection.scopeProperty().set(state.scope());
        }
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
        if (state.source() != null && state.source() != ObservedSource.ACTIVATIONS) {
            session.selection().sourceProperty().set(state.source());
            session.jobs().whenIdle(() -> choosePoint(state));
        } else {
            choosePoint(state);
        }
    }

    private void choosePoint(SessionState state) {
        session.layers().getValue().stream()
                .map(PointStatistics::point)
                .filter(point -> point.name().equals(state.point()))
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
