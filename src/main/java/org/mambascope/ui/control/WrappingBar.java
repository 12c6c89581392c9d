package org.mambascope.ui.control;

import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/** Controls side by side, and on several lines only where one does not hold them. */
public final class WrappingBar extends FlowPane {
    public WrappingBar(Node... controls) {
        super(controls);
        getStyleClass().add("choices");
    }

    /** As wide as all of them: a flow pane would ask for its wrapping length. */
    @Override
    protected double computePrefWidth(double height) {
        double width = snappedLeftInset() + snappedRightInset();
        long shown = getManagedChildren().size();
        for (Node control : getManagedChildren()) {
            width += snapSizeX(control.prefWidth(-1));
        }
        return width + Math.max(0, shown - 1) * snapSpaceX(getHgap());
    }
}
