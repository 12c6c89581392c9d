package org.mambascope.ui.observe;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

import java.util.Optional;
import java.util.function.Supplier;

/** Map and figures, or what to do as long as no model is open. */
public final class ObserveWorkspaceView extends StackPane {
    private final Supplier<? extends Node> made;
    private Optional<Node> figures = Optional.empty();

    /**
     * @param figures makes map and figures, when a model is open
     */
    public ObserveWorkspaceView(
            ObserveViewModel viewModel, Supplier<? extends Node> figures, WelcomeView welcome) {
        this.made = figures;
        getStyleClass().add("workspace-area");
        setMinSize(0, 0);
        getChildren().setAll(welcome);
        viewModel
                .hasModel()
                .subscribe(
                        has -> {
                            welcome.setVisible(!has);
                            if (has) {
                                show();
                            } else {
                                this.figures.ifPresent(view -> view.setVisible(false));
                            }
                        });
    }

    private void show() {
        if (figures.isEmpty()) {
            Node view = made.get();
            figures = Optional.of(view);
            getChildren().add(view);
        }
        figures.get().setVisible(true);
    }
}
