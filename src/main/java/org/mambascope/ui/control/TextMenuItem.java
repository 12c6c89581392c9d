package org.mambascope.ui.control;

import javafx.scene.control.MenuItem;

import org.mambascope.ui.text.Texts;

/** Items of menus that do what their words say. */
public final class TextMenuItem {
    private TextMenuItem() {}

    /** An item with the words of a key, which it also carries as its id, with hyphens. */
    public static MenuItem of(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setId(key.replace('.', '-'));
        item.setOnAction(event -> action.run());
        return item;
    }
}
