package org.mambascope.ui.observe;

import javafx.scene.layout.StackPane;

/** The figures, or what to do as long as there are none. */
public final class ObserveWorkspaceView extends StackPane {
    public ObserveWorkspaceView(
            ObserveViewModel viewModel, ObserveView figures, WelcomeView welcome) {
        getStyleClass().add("workspace-area");
        setMinSize(0, 0);
        viewModel
                .hasObservation()
                .subscribe(
                        has -> {
                            figures.setVisible(has);
                            welcome.setVisible(!has);
                        });
        getChildren().setAll(welcome, figures);
    }
}
