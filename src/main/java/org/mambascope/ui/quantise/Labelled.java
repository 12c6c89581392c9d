package org.mambascope.ui.quantise;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.mambascope.ui.text.Texts;

/** A control behind its name. */
final class Labelled {
    private Labelled() {}

    static HBox of(String key, Node control) {
        Label label = new Label(Texts.of(key));
        label.getStyleClass().add("fact-name");
        label.setLabelFor(control);
        HBox row = new HBox(label, control);
        row.getStyleClass().addAll("choices", "labelled");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
