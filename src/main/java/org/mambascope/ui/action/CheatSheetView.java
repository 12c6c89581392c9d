package org.mambascope.ui.action;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** All keys, by menu, and those that work on what has the focus. */
public final class CheatSheetView extends ScrollPane {
    private static final List<String> LOCAL = List.of("map", "plot", "images", "picture");

    public CheatSheetView(Actions actions) {
        setId("cheat-sheet");
        getStyleClass().add("plain-scroll");
        setFitToWidth(true);
        FlowPane columns = new FlowPane();
        columns.getStyleClass().add("cheat-sheet");
        for (ActionGroup group : ActionGroup.values()) {
            List<Action> withKeys =
                    actions.in(group).stream().filter(action -> !action.keys().isEmpty()).toList();
            if (!withKeys.isEmpty()) {
                VBox column = column(group.title());
                withKeys.forEach(
                        action -> column.getChildren().add(row(action.text(), action.keys())));
                columns.getChildren().add(column);
            }
        }
        VBox local = column(Texts.of("keys.local"));
        for (String place : LOCAL) {
            local.getChildren()
                    .add(row(Texts.of("keys." + place), Texts.of("keys." + place + ".keys")));
        }
        columns.getChildren().add(local);
        setContent(columns);
    }

    private static VBox column(String title) {
        Label heading = new Label(title);
        heading.getStyleClass().add("heading");
        VBox column = new VBox(heading);
        column.getStyleClass().add("cheat-column");
        return column;
    }

    private static HBox row(String text, String keys) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label shown = Section.note(keys);
        shown.getStyleClass().add("keys");
        shown.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, new Label(text), gap, shown);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
