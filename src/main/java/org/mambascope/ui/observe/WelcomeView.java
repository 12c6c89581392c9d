package org.mambascope.ui.observe;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.mambascope.ui.text.Texts;

/** What to do while there is nothing to observe: open a model, add images. */
public final class WelcomeView extends VBox {
    public WelcomeView(
            ObserveViewModel viewModel,
            Runnable openModel,
            Runnable addImages,
            Runnable addFolder) {
        setId("welcome");
        getStyleClass().add("welcome");
        setAlignment(Pos.CENTER);
        VBox model = step("welcome.model", button("open.model", "welcome-open", openModel));
        VBox images =
                step(
                        "welcome.images",
                        new HBox(
                                8,
                                button("images.open.files", "welcome-images", addImages),
                                button("images.open.folder", "welcome-folder", addFolder)));
        viewModel.hasModel().subscribe(has -> done(model, has));
        viewModel.hasImages().subscribe(has -> done(images, has));
        Label hint = new Label(Texts.of("welcome.drop"));
        hint.getStyleClass().add("note");
        getChildren().setAll(model, images, hint);
    }

    private static VBox step(String key, Node action) {
        FontIcon check = new FontIcon(MaterialDesignC.CHECK_CIRCLE);
        check.setVisible(false);
        Label title = new Label(Texts.of(key + ".title"), check);
        title.getStyleClass().add("heading");
        Label text = new Label(Texts.of(key + ".text"));
        text.getStyleClass().add("subtitle");
        text.setWrapText(true);
        VBox step = new VBox(title, text, action);
        step.getStyleClass().addAll("card", "step");
        return step;
    }

    private static void done(VBox step, boolean done) {
        Label title = (Label) step.getChildren().getFirst();
        title.getGraphic().setVisible(done);
        title.getGraphic().setManaged(done);
    }

    private static Button button(String key, String id, Runnable action) {
        Button button = new Button(Texts.of(key));
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }
}
