package org.mambascope.ui.control;

import javafx.beans.property.Property;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

import org.controlsfx.control.SegmentedButton;

import java.util.List;
import java.util.function.Function;

/**
 * Buttons side by side of which one is always chosen.
 *
 * @param <T> what is chosen
 */
public final class Segments<T> extends SegmentedButton {
    public Segments(List<T> choices, Function<T, String> text, Property<T> chosen) {
        getStyleClass().add("segments");
        ToggleGroup group = new ToggleGroup();
        setToggleGroup(group);
        for (T choice : choices) {
            ToggleButton button = new ToggleButton(text.apply(choice));
            button.setId("choice-" + choice);
            button.setUserData(choice);
            button.setToggleGroup(group);
            button.setOnAction(
                    event -> {
                        chosen.setValue(choice);
                        button.setSelected(true);
                    });
            getButtons().add(button);
        }
        chosen.subscribe(
                value ->
                        getButtons()
                                .forEach(
                                        button ->
                                                button.setSelected(
                                                        value.equals(button.getUserData()))));
    }
}
