package org.mambascope.ui.control;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** Names on the left, values on the right. */
public final class Facts extends VBox {
    public Facts(ObservableValue<List<Fact>> facts) {
        getStyleClass().add("facts");
        facts.subscribe(shown -> getChildren().setAll(shown.stream().map(Facts::row).toList()));
    }

    private static HBox row(Fact fact) {
        Label name = new Label(fact.name());
        name.getStyleClass().add("fact-name");
        Label value = new Label(fact.value());
        value.getStyleClass().add("fact-value");
        value.setMinWidth(USE_PREF_SIZE);
        if (fact.unusual()) {
            value.getStyleClass().add("unusual");
        }
        name.setLabelFor(value);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(name, gap, value);
        row.setAlignment(Pos.BASELINE_LEFT);
        return row;
    }
}
