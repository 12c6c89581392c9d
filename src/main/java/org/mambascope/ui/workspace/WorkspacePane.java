package org.mambascope.ui.workspace;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Shows what the open workspace has for one place of the window, made when it is first needed. */
public final class WorkspacePane extends StackPane {
    private final Map<Workspace, Node> made = new HashMap<>();

    /**
     * @param part the workspace's view or its inspector
     */
    public WorkspacePane(Workspaces workspaces, Function<Workspace, Supplier<Node>> part) {
        setMinSize(0, 0);
        workspaces
                .chosenProperty()
                .subscribe(
                        open ->
                                getChildren()
                                        .setAll(
                                                made.computeIfAbsent(
                                                        open, key -> part.apply(key).get())));
    }
}
