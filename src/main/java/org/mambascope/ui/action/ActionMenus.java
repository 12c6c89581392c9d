package org.mambascope.ui.action;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

import org.mambascope.ui.control.TextClipboard;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.stream.Stream;

/** Menus of the registry's actions. */
public final class ActionMenus {
    private ActionMenus() {}

    /** A menu for each group that has actions, and one that copies commands. */
    public static List<Menu> of(Actions actions) {
        return Stream.concat(groups(actions), Stream.of(commandLines(actions))).toList();
    }

    /** Copies the command that does the same as an action. */
    private static Menu commandLines(Actions actions) {
        Menu menu = new Menu(Texts.of("actions.terminal"));
        menu.setId("menu-terminal");
        for (Action action : actions.withCommandLine()) {
            MenuItem item = new MenuItem(action.text());
            item.setMnemonicParsing(false);
            item.setId("terminal-" + action.id().replace('.', '-'));
            item.setOnAction(event -> action.commandLine().get().ifPresent(TextClipboard::copy));
            menu.getItems().add(item);
        }
        menu.setOnShowing(event -> refresh(actions, menu));
        return menu;
    }

    private static void refresh(Actions actions, Menu menu) {
        List<Action> all = actions.withCommandLine();
        for (int i = 0; i < all.size(); i++) {
            menu.getItems().get(i).setDisable(all.get(i).commandLine().get().isEmpty());
        }
    }

    private static Stream<Menu> groups(Actions actions) {
        return Stream.of(ActionGroup.values())
                .filter(group -> !actions.in(group).isEmpty())
                .map(
                        group -> {
                            Menu menu = new Menu(group.title());
                            menu.setId("menu-" + group.name().toLowerCase(java.util.Locale.ROOT));
                            actions.in(group).forEach(action -> menu.getItems().add(item(action)));
                            return menu;
                        });
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
