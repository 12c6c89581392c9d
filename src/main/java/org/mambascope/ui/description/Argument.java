package org.mambascope.ui.description;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.mambascope.model.Assumption;

import java.util.List;

/**
 * An argument of the original constructor that the weights cannot tell.
 *
 * @param assumption what was taken for it
 * @param value what the user says
 */
public record Argument(Assumption assumption, StringProperty value) {
    static Argument of(Assumption assumption) {
        return new Argument(assumption, new SimpleStringProperty(assumption.value()));
    }

    /** What it may be; empty for anything. */
    List<String> choices() {
        return assumption.value().equals("true") || assumption.value().equals("false")
                ? List.of("true", "false")
                : List.of();
    }
}
