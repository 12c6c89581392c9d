package org.mambascope.ui.control;

import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;

import java.util.List;
import java.util.function.Function;

/**
 * Buttons of which one is always chosen, in as many lines as they need: for more of them than fit
 * side by side where fonts are large.
 *
 * @param <T> what is chosen
 */
public final class Toggles<T> extends FlowPane {
    public Toggles(List<T> choices, Function<T, String> text, Property<T> chosen) {
        getStyleClass().add("choices");
        setMinHeight(USE_PREF_SIZE);
        for (T choice : choices) {
            ToggleButton button = new ToggleButton(text.apply(choice));
            button.setId("choice-" + choice);
            button.setOnAction(
                    event -> {
                        chosen.setValue(choice);
                        button.setSelected(true);
                    });
            chosen.subscribe(now -> button.setSelected(choice.equals(now)));
            getChildren().add(button);
        }
    }
}
