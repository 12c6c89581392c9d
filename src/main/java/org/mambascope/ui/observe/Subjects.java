package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.ui.session.BasisViews;
import org.mambascope.ui.session.PinnedModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the figures of the chosen point show: the open model alone or with a pinned one, or a
 * layer's input as it is and in another basis.
 */
final class Subjects {
    private final Session session;
    private final ObservableValue<Optional<Shown>> shown;

    /**
     * One thing or two.
     *
     * @param second what the first is compared with
     * @param sideBySide whether each of the two has figures of its own, on the same axes
     */
    record Shown(Subject first, Optional<Subject> second, boolean sideBySide) {}

    Subjects(Session session) {
        this.session = session;
        shown =
                Bindings.createObjectBinding(
                        this::now,
                        session.statistics(),
                        session.pinned().property(),
                        session.bases().foundProperty(),
                        session.selection().basisProperty(),
                        session.options().swappedProperty(),
                        session.options().sideBySideProperty());
    }

    /** Nothing before an analysis. */
    ObservableValue<Optional<Shown>> shown() {
        return shown;
    }

    private Optional<Shown> now() {
        return session.statistics().getValue().map(own -> inBasis().orElseGet(() -> ofModels(own)));
    }

    private Optional<Shown> inBasis() {
        Basis basis = session.selection().basisProperty().get();
        return basis == Basis.AS_IS
                ? Optional.empty()
                : session.bases().ofChosen().map(found -> inBasis(found, basis));
    }

    private Shown inBasis(BasisViews.Found found, Basis basis) {
        Subject changed = subject(found, basis);
        return session.options().sideBySideProperty().get()
                ? new Shown(subject(found, Basis.AS_IS), Optional.of(changed), true)
                : new Shown(changed, Optional.empty(), false);
    }

    private static Subject subject(BasisViews.Found found, Basis basis) {
        return new Subject(words(basis), found.in(basis).input(), List.of());
    }

    /** A basis, as {@code rotated}. */
    static String words(Basis basis) {
        return Texts.of("basis." + basis.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private Shown ofModels(PointStatistics own) {
        String name = session.modelProperty().get().map(LoadedModel::name).orElse("");
        Subject open = new Subject(name, own, session.overlaid());
        Optional<Subject> pinned = pinned();
        if (pinned.isEmpty()) {
            return new Shown(open, pinned, false);
        }
        boolean beside = session.options().sideBySideProperty().get();
        return session.options().swappedProperty().get()
                ? new Shown(pinned.get(), Optional.of(open), beside)
                : new Shown(open, pinned, beside);
    }

    private Optional<Subject> pinned() {
        return session.pinned()
                .statistics()
                .flatMap(
                        other ->
                                session.pinned()
                                        .property()
                                        .get()
                                        .map(PinnedModel::name)
                                        .map(name -> new Subject(name, other, List.of())));
    }
}
