package org.mambascope.ui.control;

import javafx.scene.control.Button;

import org.mambascope.ui.text.Texts;

/** Buttons with a text. */
public final class TextButton {
    private TextButton() {}

    /**
     * A button.
     *
     * @param key of its text; with dashes for dots, its id
     */
    public static Button of(String key, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(key.replace('.', '-'));
        button.setOnAction(event -> action.run());
        return button;
    }
}
