package org.mambascope.ui.compare;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mambascope.experiment.run.Run;
import org.mambascope.ui.control.Facts;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** The panel beside: the chosen run, or how two of them differ. */
public final class CompareInspectorView extends ScrollPane {
    private final ChosenRunsViewModel chosen;
    private final TextField name = new TextField();
    private final TextArea note = new TextArea();

    public CompareInspectorView(ChosenRunsViewModel chosen) {
        this.chosen = chosen;
        getStyleClass().addAll("plain-scroll", "inspector");
        setId("compare-inspector");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        Label verdict = new Label();
        verdict.setId("verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(USE_PREF_SIZE);
        verdict.textProperty().bind(chosen.verdict());
        Facts facts = new Facts(chosen.facts());
        facts.setId("run-facts");
        Section run = new Section("", new Region(), facts, verdict);
        run.title().setWrapText(true);
        run.title().textProperty().bind(chosen.title());
        Section words = words();
        Section commands = commands();
        chosen.runs().subscribe(some -> show(some, words, commands));
        VBox content = new VBox(run, words, commands);
        content.getStyleClass().add("panel");
        setContent(content);
    }

    private void show(List<Run> some, Section words, Section commands) {
        boolean one = some.size() == 1;
        shown(words, one);
        shown(commands, some.stream().anyMatch(run -> !run.isOriginal()));
        if (one) {
            name.setText(some.getFirst().name());
            note.setText(some.getFirst().note());
        }
    }

    private static void shown(Region part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    private Section words() {
        name.setId("run-name");
        name.setAccessibleText(Texts.of("run.name"));
        name.setOnAction(event -> keep());
        name.focusedProperty().subscribe((before, has) -> keepUnless(has));
        note.setId("run-note");
        note.setAccessibleText(Texts.of("run.note"));
        note.setPromptText(Texts.of("run.note"));
        note.setPrefRowCount(3);
        note.setWrapText(true);
        note.focusedProperty().subscribe((before, has) -> keepUnless(has));
        return new Section(Texts.of("run.words"), new Region(), name, note);
    }

    private void keepUnless(boolean editing) {
        if (!editing) {
            keep();
        }
    }

    private void keep() {
        List<Run> some = chosen.runs().getValue();
        if (some.size() == 1) {
            chosen.call(some.getFirst(), name.getText(), note.getText());
        }
    }

    private Section commands() {
        return new Section(
                Texts.of("run.model"),
                new Region(),
                wide("compare.save", chosen::saveModel),
                wide("compare.again", chosen::makeAgain),
                wide("compare.observe", chosen::observe),
                wide("compare.hide", chosen::hide),
                wide("compare.remove", chosen::remove));
    }

    private static Button wide(String key, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(key.replace('.', '-'));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
