package org.mambascope.ui.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** Nodes that take room only while they are shown. */
public final class Visibility {
    private Visibility() {}

    /** Shows a node while a condition holds. */
    public static void shownWhen(Node node, ObservableValue<Boolean> condition) {
        condition.subscribe(
                shown -> {
                    node.setVisible(shown);
                    node.setManaged(shown);
                });
    }
}
