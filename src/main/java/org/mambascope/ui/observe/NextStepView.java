package org.mambascope.ui.observe;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.observe.ObserveViewModel.Step;

/** In the figures' place as long as there are none: what is open, and what to do next. */
final class NextStepView extends VBox {
    /**
     * @param openImages asks for images
     * @param openFolder asks for a folder of images
     */
    NextStepView(ObserveViewModel viewModel, Runnable openImages, Runnable openFolder) {
        setId("next-step");
        getStyleClass().addAll("card", "next-step");
        setAlignment(Pos.CENTER);
        Label words = new Label();
        words.setId("next-step-words");
        words.setWrapText(true);
        words.textProperty().bind(viewModel.stepWords());
        FlowPane images =
                row(
                        TextButton.of("images.open.files", openImages),
                        TextButton.of("images.open.folder", openFolder),
                        TextButton.of("step.weights", viewModel::showWeights));
        Button analyse = TextButton.of("step.analyse.now", viewModel::analyse);
        analyse.getStyleClass().add("accent");
        FlowPane again = row(analyse);
        Visibility.shownWhen(images, viewModel.step().map(step -> step == Step.OPEN_IMAGES));
        Visibility.shownWhen(again, viewModel.step().map(step -> step == Step.ANALYSE));
        getChildren().setAll(words, images, again);
    }

    private static FlowPane row(Button... buttons) {
        FlowPane row = new FlowPane(8, 8, buttons);
        row.setAlignment(Pos.CENTER);
        return row;
    }
}
