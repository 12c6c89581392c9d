package org.mambascope.ui.action;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.TextClipboard;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;

/** A field to type into and the actions that match; Enter runs the chosen one. */
public final class PaletteView extends VBox {
    private static final KeyCombination COPY = KeyCombination.keyCombination("Shortcut+C");

    private final TextField field = new TextField();
    private final ListView<Action> list = new ListView<>();
    private final Runnable close;

    /**
     * @param close takes the palette away
     */
    public PaletteView(PaletteViewModel viewModel, Runnable close) {
        this.close = close;
        setId("palette");
        getStyleClass().add("palette");
        field.setId("palette-field");
        field.setPromptText(Texts.of("palette.prompt"));
        field.setAccessibleText(Texts.of("palette.prompt"));
        // A binding would hold the view model weakly, and nothing else holds it.
        field.textProperty().subscribe(text -> viewModel.lettersProperty().set(text));
        list.setId("palette-list");
        list.setFocusTraversable(false);
        list.setAccessibleText(Texts.of("palette.list"));
        list.setCellFactory(view -> new ActionCell());
        list.setPlaceholder(Section.note(Texts.of("palette.none")));
        list.setOnMouseClicked(event -> run());
        viewModel.found().subscribe(this::show);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(field, list, Section.note(Texts.of("palette.hint")));
    }

    private void show(List<Action> actions) {
        list.getItems().setAll(actions);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> choose(1);
            case UP -> choose(-1);
            case ENTER -> run();
            default -> {
                if (!COPY.match(event) || !field.getSelectedText().isEmpty()) {
                    return;
                }
                copy();
            }
        }
        event.consume();
    }

    private void choose(int steps) {
        int size = list.getItems().size();
        if (size > 0) {
            int index = Math.floorMod(list.getSelectionModel().getSelectedIndex() + steps, size);
            list.getSelectionModel().select(index);
            list.scrollTo(Math.max(0, index - 4));
        }
    }

    private Optional<Action> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void run() {
        Optional<Action> action = chosen();
        close.run();
        action.ifPresent(Action::run);
    }

    private void copy() {
        chosen().flatMap(action -> action.commandLine().get())
                .ifPresent(
                        line -> {
                            TextClipboard.copy(line);
                            close.run();
                        });
    }

    private static final class ActionCell extends ListCell<Action> {
        @Override
        protected void updateItem(Action action, boolean empty) {
            super.updateItem(action, empty);
            setGraphic(empty || action == null ? null : row(action));
            setAccessibleText(empty || action == null ? null : action.text());
        }

        private static HBox row(Action action) {
            Label group = Section.note(action.group().title());
            group.getStyleClass().add("palette-group");
            Label text = new Label(action.text());
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox row = new HBox(group, text, gap);
            if (action.commandLine().get().isPresent()) {
                row.getChildren().add(Section.note(Texts.of("palette.terminal")));
            }
            Label keys = Section.note(action.keys());
            keys.getStyleClass().add("keys");
            keys.setVisible(!action.keys().isEmpty());
            row.getChildren().add(keys);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setSpacing(8);
            return row;
        }
    }
}
