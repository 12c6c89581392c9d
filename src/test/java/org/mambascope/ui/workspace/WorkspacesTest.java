package org.mambascope.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class WorkspacesTest {
    private final List<String> made = new ArrayList<>();
    private final Workspaces workspaces =
            new Workspaces(List.of(workspace("observe"), workspace("other")));

    @Test
    @DisplayName("a workspace's view is made when it is first shown, and kept")
    void makesViewsWhenTheyAreShown() {
        WorkspacePane pane = new WorkspacePane(workspaces, Workspace::view);
        assertThat(made).containsExactly("observe");
        Node first = pane.getChildren().getFirst();

        workspaces.choose("other");
        assertThat(made).containsExactly("observe", "other");
        assertThat(pane.getChildren()).doesNotContain(first);

        workspaces.choose("observe");
        assertThat(made).hasSize(2);
        assertThat(pane.getChildren()).containsExactly(first);
    }

    @Test
    @DisplayName("an unknown workspace leaves the open one open")
    void ignoresUnknownNames() {
        workspaces.choose("nowhere");

        assertThat(workspaces.chosenProperty().get().id()).isEqualTo("observe");
    }

    private Workspace workspace(String id) {
        return new Workspace(
                id,
                () -> {
                    made.add(id);
                    return new Region();
                },
                Region::new,
                List.of());
    }
}
