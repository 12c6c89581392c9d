package org.mambascope.ui.status;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.mambascope.ui.control.Section;
import org.mambascope.ui.control.Visibility;
import org.mambascope.ui.status.StatusViewModel.State;
import org.mambascope.ui.text.Texts;

import java.util.Locale;
import java.util.Optional;

/** The status line. */
public final class StatusView extends HBox {
    public StatusView(StatusViewModel viewModel, Runnable showTasks) {
        getStyleClass().add("status-line");
        setAlignment(Pos.CENTER_LEFT);
        Region dot = new Region();
        dot.getStyleClass().add("dot");
        viewModel
                .stateProperty()
                .subscribe(
                        state -> {
                            for (State other : State.values()) {
                                dot.pseudoClassStateChanged(
                                        PseudoClass.getPseudoClass(
                                                other.name().toLowerCase(Locale.ROOT)),
                                        other == state);
                            }
                        });
        Label text = new Label();
        text.setId("status");
        text.textProperty().bind(viewModel.textProperty());
        BooleanBinding busy = Bindings.equal(viewModel.stateProperty(), State.BUSY);
        ProgressBar bar = new ProgressBar();
        bar.setId("progress");
        bar.progressProperty().bind(viewModel.progressProperty());
        bar.setAccessibleText(Texts.of("status.progress"));
        Label remaining = Section.note("");
        remaining.textProperty().bind(viewModel.remainingProperty());
        Button cancel = new Button(Texts.of("status.cancel"));
        cancel.setId("cancel");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> viewModel.cancel());
        // What moves with the words stands after what is clicked.
        bar.setMinWidth(USE_PREF_SIZE);
        cancel.setMinWidth(USE_PREF_SIZE);
        for (Region part : new Region[] {bar, remaining, cancel}) {
            part.visibleProperty().bind(busy);
            part.managedProperty().bind(busy);
        }
        Button openFolder = new Button(Texts.of("status.folder"));
        openFolder.setId("open-folder");
        openFolder.getStyleClass().addAll("flat", "small");
        openFolder.setMinWidth(USE_PREF_SIZE);
        openFolder.setOnAction(event -> viewModel.openFolder());
        Visibility.shownWhen(openFolder, viewModel.savedProperty().map(Optional::isPresent));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label origin = Section.note(Texts.of("status.origin"));
        Button tasks = new Button(Texts.of("task.title"));
        tasks.setId("show-tasks");
        tasks.getStyleClass().addAll("flat", "small");
        tasks.setMinWidth(USE_PREF_SIZE);
        tasks.setOnAction(event -> showTasks.run());
        getChildren().setAll(dot, bar, cancel, text, remaining, openFolder, gap, origin, tasks);
    }
}
