package org.mambascope.ui.action;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

import java.util.List;
import java.util.stream.Stream;

/** Menus of the registry's actions. */
public final class ActionMenus {
    private ActionMenus() {}

    /** A menu for each group that has actions. */
    public static List<Menu> of(Actions actions) {
        return Stream.of(ActionGroup.values())
                .filter(group -> !actions.in(group).isEmpty())
                .map(
                        group -> {
                            Menu menu = new Menu(group.title());
                            menu.setId("menu-" + group.name().toLowerCase(java.util.Locale.ROOT));
                            actions.in(group).forEach(action -> menu.getItems().add(item(action)));
                            return menu;
                        })
                .toList();
    }

    /** One action as a menu's item; its keys are shown, and taken by the window. */
    public static MenuItem item(Action action) {
        MenuItem item = new MenuItem(action.text());
        item.setMnemonicParsing(false);
        item.setId("menu-" + action.id().replace('.', '-'));
        item.setOnAction(event -> action.run());
        action.enabled().subscribe(enabled -> item.setDisable(!Boolean.TRUE.equals(enabled)));
        return item;
    }
}
