package org.mambascope.ui.workspace;

import javafx.scene.Node;

import org.mambascope.ui.action.Action;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.function.Supplier;

/**
 * One of the window's workspaces. Its name is the text of {@code workspace.ID}.
 *
 * @param id as {@code observe}
 * @param view makes its view, when it is first shown
 * @param inspector makes the panel on the right, when it is first shown
 * @param actions what can be done in it, for menus, keys and the palette
 */
public record Workspace(
        String id, Supplier<Node> view, Supplier<Node> inspector, List<Action> actions) {
    public Workspace {
        actions = List.copyOf(actions);
    }

    /** Its name. */
    public String title() {
        return Texts.of("workspace." + id);
    }
}
