package org.mambascope.ui.inspector;

import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.ui.control.Fact;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.TableExport;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** What each basis of the chosen layer's input is worth, while somebody wants to know. */
public final class BasisInspectorViewModel {
    private final Session session;
    private final FileDialogs dialogs;
    private final ObservableValue<List<Fact>> facts;
    private final ObservableValue<String> words;

    BasisInspectorViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.dialogs = dialogs;
        this.facts =
                Bindings.createObjectBinding(
                        () -> session.bases().ofChosen().map(BasisFacts::of).orElse(List.of()),
                        session.bases().foundProperty(),
                        session.selection().pointProperty());
        this.words =
                Bindings.createStringBinding(
                        () ->
                                session.bases()
                                        .ofChosen()
                                        .map(BasisFacts::words)
                                        .orElseGet(() -> Texts.of("bases.hint")),
                        session.bases().foundProperty(),
                        session.selection().pointProperty());
    }

    /** What each basis of the layer's input is worth; empty while nobody asked. */
    public ObservableValue<List<Fact>> facts() {
        return facts;
    }

    /** What saves the worth of the bases as a table. */
    public TableExport table() {
        return new TableExport(
                session.jobs(),
                dialogs,
                () ->
                        session.bases()
                                .ofChosen()
                                .map(found -> found.layer().name() + "-bases")
                                .orElse(""),
                () -> session.bases().ofChosen().map(BasisFacts::table));
    }

    /** In words, what is compared and which basis is best; what to do while nobody asked. */
    public ObservableValue<String> words() {
        return words;
    }

    /** Whether the chosen point has bases at all. */
    public ObservableValue<Boolean> present() {
        return session.selection()
                .pointProperty()
                .map(point -> session.bases().layer().isPresent());
    }

    /** Whether the bases were not asked for. */
    public ObservableValue<Boolean> canAsk() {
        return session.bases().wantedProperty().map(wanted -> !wanted);
    }

    /** Looks at the bases of the chosen layer, and of those that are chosen later. */
    public void ask() {
        session.bases().wantedProperty().set(true);
    }

    /** How much smoothing moves into the weights, 0 … 1. */
    public DoubleProperty alpha() {
        return session.options().alphaProperty();
    }
}
