package org.mambascope.ui.workspace;

import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/** Tabs to choose the workspace. */
public final class WorkspaceTabs extends HBox {
    public WorkspaceTabs(Workspaces workspaces) {
        getStyleClass().add("workspaces");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TAB_PANE);
        ToggleGroup group = new ToggleGroup();
        for (Workspace workspace : workspaces.all()) {
            ToggleButton tab = new ToggleButton(workspace.title());
            tab.setId("workspace-" + workspace.id());
            tab.getStyleClass().add("workspace");
            tab.setAccessibleRole(AccessibleRole.TAB_ITEM);
            tab.setToggleGroup(group);
            tab.setOnAction(
                    event -> {
                        workspaces.chosenProperty().set(workspace);
                        tab.setSelected(true);
                    });
            workspaces.chosenProperty().subscribe(open -> tab.setSelected(open == workspace));
            getChildren().add(tab);
        }
    }
}
