package org.mambascope.ui.sidebar;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.mambascope.ui.control.Facts;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** Shows the model's figures, and on request what was assumed when it was opened. */
public final class ModelFactsView extends VBox {
    private final Hyperlink notesLink = new Hyperlink();

    /**
     * @param describe asks what the user knows of the model
     */
    public ModelFactsView(ModelFactsViewModel viewModel, Runnable describe) {
        notesLink.getStyleClass().add("note");
        notesLink.setId("model-notes");
        viewModel.notes().subscribe(this::offer);
        Label none = Section.note(Texts.of("model.none"));
        none.setWrapText(true);
        none.managedProperty().bind(none.visibleProperty());
        viewModel.facts().subscribe(facts -> none.setVisible(facts.isEmpty()));
        Label form = Section.note("");
        form.setWrapText(true);
        form.textProperty().bind(viewModel.form());
        form.managedProperty().bind(form.textProperty().isEmpty().not());
        getChildren()
                .setAll(
                        new Section(
                                Texts.of("model.title"),
                                beside(viewModel, describe),
                                none,
                                new Facts(viewModel.facts()),
                                form));
    }

    private HBox beside(ModelFactsViewModel viewModel, Runnable describe) {
        HBox row = new HBox(notesLink, edit(viewModel, describe));
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private static Button edit(ModelFactsViewModel viewModel, Runnable describe) {
        Button edit = new Button("", new FontIcon(MaterialDesignP.PENCIL_OUTLINE));
        edit.setId("model-describe");
        edit.getStyleClass().addAll("flat", "icon-button");
        edit.setAccessibleText(Texts.of("action.model.describe"));
        edit.setTooltip(new Tooltip(Texts.of("action.model.describe")));
        edit.setOnAction(event -> describe.run());
        Visibility.shownWhen(edit, viewModel.facts().map(facts -> !facts.isEmpty()));
        return edit;
    }

    private void offer(List<String> notes) {
        String text = String.join("\n", notes);
        notesLink.setVisible(!notes.isEmpty());
        notesLink.setText(Texts.of(notes.size() == 1 ? "model.note" : "model.notes", notes.size()));
        Tooltip tooltip = new Tooltip(text);
        tooltip.setShowDelay(Duration.millis(300));
        notesLink.setTooltip(tooltip);
        notesLink.setOnAction(event -> show(text));
    }

    private void show(String text) {
        Label sentences = new Label(text);
        sentences.setWrapText(true);
        sentences.setMaxWidth(360);
        sentences.getStyleClass().add("popover-text");
        PopOver popOver = new PopOver(sentences);
        popOver.setArrowLocation(PopOver.ArrowLocation.LEFT_TOP);
        popOver.show(notesLink);
    }
}
