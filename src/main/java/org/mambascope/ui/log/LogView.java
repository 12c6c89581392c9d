package org.mambascope.ui.log;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

/** The log's entries, which can be copied. */
public final class LogView extends VBox {
    public LogView(LogBook book) {
        setId("log");
        getStyleClass().add("log");
        ListView<String> list = new ListView<>(book.entries());
        list.setId("log-entries");
        list.getStyleClass().add("log-entries");
        list.setAccessibleText(Texts.of("log.title"));
        list.setPlaceholder(Section.note(Texts.of("log.none")));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.scrollTo(Math.max(0, book.entries().size() - 1));
        VBox.setVgrow(list, Priority.ALWAYS);
        Button copy = new Button(Texts.of("log.copy"));
        copy.setId("log-copy");
        copy.setOnAction(
                event -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(String.join(System.lineSeparator(), book.entries()));
                    Clipboard.getSystemClipboard().setContent(content);
                });
        HBox buttons = new HBox(copy);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().setAll(list, buttons);
    }
}
