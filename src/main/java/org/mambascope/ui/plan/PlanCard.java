package org.mambascope.ui.plan;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.WrappingRow;
import org.mambascope.ui.figure.ExportMenu;
import org.mambascope.ui.text.Texts;

/** The bits of every layer, below what they come to. */
public final class PlanCard extends VBox {
    public PlanCard(PlanViewModel plan) {
        Label title = new Label(Texts.of("plan.title"));
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        Label summary = new Label();
        summary.setId("plan-summary");
        summary.getStyleClass().add("subtitle");
        summary.setWrapText(true);
        summary.textProperty().bind(plan.estimates().summary());
        WrappingRow words = new WrappingRow(title, summary, false);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox header =
                new HBox(
                        words,
                        small("plan.kind", plan::selectKind),
                        small("plan.reset", plan::reset),
                        ExportMenu.ofTable(plan.export(), "bit-plan"));
        header.getStyleClass().add("card-header");
        header.setAlignment(Pos.CENTER_LEFT);
        PlanTable table = new PlanTable(plan);
        setVgrow(table, Priority.ALWAYS);
        getChildren().setAll(header, table);
        getStyleClass().addAll("card", "table-card");
        setMinSize(0, 0);
    }

    private static Button small(String key, Runnable action) {
        Button button = TextButton.of(key, action);
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
