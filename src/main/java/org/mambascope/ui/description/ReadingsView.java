package org.mambascope.ui.description;

import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.mambascope.model.argument.Reading;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.session.OpenModel;
import org.mambascope.ui.text.Texts;

import java.util.function.Consumer;

/** Asks which of several readings of the same weights is meant: a button for each. */
public final class ReadingsView extends VBox {
    /**
     * @param decided hears the reading that was chosen
     */
    public ReadingsView(OpenModel.Question question, Consumer<Reading> decided) {
        setId("readings");
        getStyleClass().addAll("preferences", "description");
        getChildren().add(Section.note(Texts.of("description.which")));
        for (Reading reading : question.readings()) {
            Button button = new Button(reading.words());
            button.setId("reading-" + question.readings().indexOf(reading));
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(event -> decided.accept(reading));
            getChildren().addAll(button, Section.note(reading.options()));
        }
    }
}
