package org.mambascope.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A titled part of a side panel, with a quiet note or controls beside its title. */
public final class Section extends VBox {
    private final Label title;

    public Section(String text, Node beside, Node... content) {
        getStyleClass().add("section");
        title = new Label(text);
        title.getStyleClass().add("heading");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox header = new HBox(title, gap, beside);
        header.getStyleClass().add("section-header");
        header.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(header);
        getChildren().addAll(content);
    }

    /** A quiet note. */
    public static Label note(String text) {
        Label note = new Label(text);
        note.getStyleClass().add("note");
        return note;
    }

    /** The title, to be bound where it changes. */
    public Label title() {
        return title;
    }
}
