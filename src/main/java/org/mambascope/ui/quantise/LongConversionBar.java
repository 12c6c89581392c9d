package org.mambascope.ui.quantise;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.mambascope.ui.control.TextButton;
import org.mambascope.ui.control.Visibility;

import java.util.List;
import java.util.Optional;

/** Asks whether a conversion that takes long is to begin. */
final class LongConversionBar extends HBox {
    LongConversionBar(ConversionViewModel conversion) {
        Label words = new Label();
        words.setId("conversion-question");
        words.setWrapText(true);
        setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        words.textProperty()
                .bind(
                        conversion
                                .question()
                                .map(asked -> asked.map(LongConversion::words).orElse("")));
        Button start =
                TextButton.of(
                        "conversion.long.start",
                        () ->
                                conversion
                                        .question()
                                        .getValue()
                                        .ifPresent(asked -> asked.start().run()));
        Button leave =
                TextButton.of(
                        "conversion.long.leave",
                        () ->
                                conversion
                                        .question()
                                        .getValue()
                                        .ifPresent(asked -> asked.leave().run()));
        for (Button button : List.of(start, leave)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().setAll(words, leave, start);
        getStyleClass().addAll("card", "conversion", "choices");
        setAlignment(Pos.CENTER_LEFT);
        Visibility.shownWhen(this, conversion.question().map(Optional::isPresent));
    }
}
