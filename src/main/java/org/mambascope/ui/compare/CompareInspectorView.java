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
    private final CompareViewModel compare;
    private final TextField name = new TextField();
    private final TextArea note = new TextArea();

    public CompareInspectorView(CompareViewModel compare) {
        this.compare = compare;
        getStyleClass().addAll("plain-scroll", "inspector");
        setId("compare-inspector");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        Label verdict = new Label();
        verdict.setId("verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(USE_PREF_SIZE);
        verdict.textProperty().bind(compare.verdict());
        Facts facts = new Facts(compare.facts());
        facts.setId("run-facts");
        Section run = new Section("", new Region(), facts, verdict);
        run.title().setWrapText(true);
        run.title().textProperty().bind(compare.title());
        Section words = words();
        Section commands = commands();
        compare.chosen().subscribe(some -> show(some, words, commands));
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
        List<Run> some = compare.chosen().getValue();
        if (some.size() == 1) {
            compare.call(some.getFirst(), name.getText(), note.getText());
        }
    }

    private Section commands() {
        return new Section(
                Texts.of("run.model"),
                new Region(),
                wide("compare.save", compare::saveModel),
                wide("compare.observe", compare::observe),
                wide("compare.hide", compare::hide),
                wide("compare.remove", compare::remove));
    }

    private static Button wide(String key, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(key.replace('.', '-'));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
