package org.mambascope.ui.action;

import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

import java.util.List;

/** The command palette: letters in, actions out. */
public final class PaletteViewModel {
    private final StringProperty letters = new SimpleStringProperty("");
    private final ObservableValue<List<Action>> found;

    public PaletteViewModel(Actions actions) {
        this.found = Bindings.createObjectBinding(() -> actions.search(letters.get()), letters);
    }

    /** Text typed so far. */
    public StringProperty lettersProperty() {
        return letters;
    }

    /** Matching actions, the likeliest first. */
    public ObservableValue<List<Action>> found() {
        return found;
    }
}
