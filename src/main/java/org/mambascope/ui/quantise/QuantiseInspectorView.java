package org.mambascope.ui.quantise;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Facts;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

import java.util.Optional;

/** The panel beside: what the slider does to a layer, and what makes it so. */
public final class QuantiseInspectorView extends ScrollPane {
    public QuantiseInspectorView(QuantiseViewModel viewModel, Runnable copyCommand) {
        getStyleClass().addAll("plain-scroll", "inspector");
        setId("quantise-inspector");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        WhatIfViewModel whatIf = viewModel.whatIf();
        Label words = new Label();
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.textProperty().bind(whatIf.words());
        Facts facts = new Facts(whatIf.facts());
        facts.setId("whatif-facts");
        Section slider = new Section("", new Region(), words, facts, note("whatif.estimate"));
        slider.title().textProperty().bind(whatIf.title());
        VBox content =
                new VBox(
                        slider,
                        conversion(viewModel.conversion(), copyCommand),
                        new Section(
                                Texts.of("integer.title"), new Region(), note("integer.words")));
        content.getStyleClass().add("panel");
        setContent(content);
    }

    private static Section conversion(ConversionViewModel conversion, Runnable copyCommand) {
        Button run = wide("conversion.run", conversion::run);
        run.getStyleClass().add("accent");
        conversion.canRun().subscribe(can -> run.setDisable(!can));
        Button save = wide("conversion.save", conversion::saveModel);
        conversion.latest().map(Optional::isEmpty).subscribe(save::setDisable);
        Button copy = wide("conversion.copy", copyCommand);
        copy.disableProperty().bind(run.disabledProperty());
        Label outcome = Section.note("");
        outcome.setId("conversion-outcome");
        outcome.setWrapText(true);
        outcome.setMinHeight(USE_PREF_SIZE);
        outcome.textProperty().bind(conversion.outcome());
        return new Section(Texts.of("conversion.title"), new Region(), run, outcome, save, copy);
    }

    private static Label note(String key) {
        Label note = Section.note(Texts.of(key));
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        return note;
    }

    private static Button wide(String key, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(key.replace('.', '-'));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
