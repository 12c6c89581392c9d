package org.mambascope.ui.leaving;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.mambascope.ui.text.Texts;

/** Asks before something is lost: save, discard, stay. */
public final class LeavingView extends VBox {
    /**
     * @param close takes the question away; without an answer nothing else happens
     */
    public LeavingView(LeavingViewModel viewModel, Runnable close) {
        setId("leaving");
        getStyleClass().addAll("preferences", "question");
        Label text = new Label(viewModel.text());
        text.setId("leaving-text");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        HBox buttons = new HBox(button("stay", Texts.of("leaving.stay"), close));
        buttons.getStyleClass().add("question-buttons");
        buttons.setAlignment(Pos.CENTER_RIGHT);
        Button discard = button("discard", viewModel.discardText(), close, viewModel::discard);
        buttons.getChildren().add(discard);
        if (viewModel.isUnsaved()) {
            Button save = button("save", viewModel.saveText(), close, viewModel::save);
            save.getStyleClass().add("accent");
            save.setDefaultButton(true);
            buttons.getChildren().add(save);
        }
        getChildren().setAll(text, buttons);
    }

    private static Button button(String id, String text, Runnable... actions) {
        Button button = new Button(text);
        button.setId("leaving-" + id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(
                event -> {
                    for (Runnable action : actions) {
                        action.run();
                    }
                });
        return button;
    }
}
