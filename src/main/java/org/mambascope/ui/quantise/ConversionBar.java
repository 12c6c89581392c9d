package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.task.TaskRowViewModel;
import org.mambascope.ui.text.Texts;

import java.util.Optional;

/** The conversion that runs: how far it is, and a button that halts it. */
final class ConversionBar extends HBox {
    ConversionBar(ConversionViewModel conversion) {
        Label title = new Label();
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        Label words = new Label();
        words.setId("conversion-words");
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        setHgrow(words, Priority.ALWAYS);
        ToggleButton pause = new ToggleButton(Texts.of("conversion.pause"));
        pause.setId("pause");
        pause.selectedProperty().bindBidirectional(conversion.paused());
        pause.textProperty()
                .bind(
                        Bindings.when(pause.selectedProperty())
                                .then(Texts.of("conversion.resume"))
                                .otherwise(Texts.of("conversion.pause")));
        pause.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(title, words, pause);
        getStyleClass().addAll("card", "conversion", "choices");
        setAlignment(Pos.CENTER_LEFT);
        conversion
                .running()
                .subscribe(
                        running -> {
                            words.textProperty().unbind();
                            running.ifPresent(task -> bind(task, title, words));
                        });
        Visibility.shownWhen(this, conversion.running().map(Optional::isPresent));
    }

    private static void bind(TaskRowViewModel task, Label title, Label words) {
        title.setText(task.title());
        words.textProperty().bind(task.words());
    }
}
