package org.mambascope.ui.sidebar;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.controlsfx.control.PopOver;
import org.mambascope.ui.control.Facts;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

import java.util.List;

/** Shows the model's figures, and on request what was assumed when it was opened. */
public final class ModelFactsView extends VBox {
    private final Hyperlink notesLink = new Hyperlink();

    public ModelFactsView(ModelFactsViewModel viewModel) {
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
                                notesLink,
                                none,
                                new Facts(viewModel.facts()),
                                form));
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
