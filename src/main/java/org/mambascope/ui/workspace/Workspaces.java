package org.mambascope.ui.workspace;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.util.List;

/** The workspaces, one of which is open. */
public final class Workspaces {
    private final List<Workspace> all;
    private final ObjectProperty<Workspace> chosen;

    /** Opens the first one. */
    public Workspaces(List<Workspace> all) {
        this.all = List.copyOf(all);
        this.chosen = new SimpleObjectProperty<>(all.getFirst());
    }

    /** From left to right. */
    public List<Workspace> all() {
        return all;
    }

    /** The one that is open. */
    public ObjectProperty<Workspace> chosenProperty() {
        return chosen;
    }

    /** Opens the one of an id, if there is one. */
    public void choose(String id) {
        all.stream()
                .filter(workspace -> workspace.id().equals(id))
                .findFirst()
                .ifPresent(chosen::set);
    }
}
