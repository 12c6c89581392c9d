package org.mambascope.ui.control;

import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

import java.util.List;
import java.util.function.Function;

/**
 * A list to choose one thing from, each in words.
 *
 * @param <T> what is chosen
 */
public final class DropDown<T> extends ComboBox<T> {
    /**
     * A list.
     *
     * @param accessible what is chosen, in words for who does not see it
     */
    public DropDown(
            List<T> choices, Function<T, String> text, Property<T> chosen, String accessible) {
        setAccessibleText(accessible);
        getItems().setAll(choices);
        setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(T value) {
                        return value == null ? "" : text.apply(value);
                    }

                    @Override
                    public T fromString(String words) {
                        return getValue();
                    }
                });
        valueProperty().bindBidirectional(chosen);
    }

    /** Other things to choose among; what is chosen stays if it is one of them. */
    public void offer(List<T> choices) {
        T before = getValue();
        getItems().setAll(choices);
        setValue(choices.contains(before) ? before : choices.getFirst());
    }
}
