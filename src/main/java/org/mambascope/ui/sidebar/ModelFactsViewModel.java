package org.mambascope.ui.sidebar;

import javafx.beans.value.ObservableValue;

import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.ModelWords;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The open model in a few figures. */
public final class ModelFactsViewModel {
    private final ObservableValue<List<Fact>> facts;
    private final ObservableValue<String> form;
    private final ObservableValue<List<String>> notes;

    public ModelFactsViewModel(Session session) {
        ObservableValue<Optional<LoadedModel>> model = session.modelProperty();
        facts = model.map(open -> open.map(ModelFactsViewModel::facts).orElse(List.of()));
        form =
                model.map(
                        open ->
                                open.map(some -> some.network().summary().form())
                                        .map(ModelWords::of)
                                        .map(ModelFactsViewModel::sentence)
                                        .orElse(""));
        notes = model.map(open -> open.map(LoadedModel::notes).orElse(List.of()));
    }

    /** Family, parameters, input and state; none without a model. */
    public ObservableValue<List<Fact>> facts() {
        return facts;
    }

    /** Variant of the model within its family; empty without a model. */
    public ObservableValue<String> form() {
        return form;
    }

    /** Notes on loading, a sentence each: assumed or missing parts. */
    public ObservableValue<List<String>> notes() {
        return notes;
    }

    private static String sentence(String words) {
        return words.isEmpty()
                ? ""
                : words.substring(0, 1).toUpperCase(Locale.ENGLISH) + words.substring(1);
    }

    private static List<Fact> facts(LoadedModel model) {
        ModelSummary summary = model.network().summary();
        return List.of(
                Fact.of(Texts.of("model.family"), summary.family()),
                Fact.of(Texts.of("model.parameters"), Numbers.counted(summary.parameters())),
                Fact.of(
                        Texts.of("model.input"),
                        Texts.of(
                                "model.input.value",
                                summary.imageWidth(),
                                summary.imageHeight(),
                                summary.patchSize())),
                Fact.of(
                        Texts.of("model.state"),
                        Texts.of("model.state.value", summary.stateSize(), summary.width())));
    }
}
