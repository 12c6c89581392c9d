package org.mambascope.ui.task;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.mambascope.ui.control.Section;
import org.mambascope.ui.text.Texts;

/** A list of jobs above the status line, each with its progress and a button that stops it. */
public final class TaskPanelView extends VBox {
    /**
     * @param close takes the panel away
     */
    public TaskPanelView(Jobs jobs, Runnable close) {
        setId("tasks");
        getStyleClass().add("task-panel");
        Label title = new Label(Texts.of("task.title"));
        title.getStyleClass().add("heading");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button forget = new Button(Texts.of("task.forget"));
        forget.setId("tasks-forget");
        forget.getStyleClass().addAll("flat", "small");
        forget.setOnAction(event -> jobs.forgetFinished());
        Button closing = new Button("", new FontIcon(MaterialDesignC.CLOSE));
        closing.getStyleClass().addAll("flat", "icon-button");
        closing.setAccessibleText(Texts.of("overlay.close"));
        closing.setOnAction(event -> close.run());
        HBox header = new HBox(8, title, gap, forget, closing);
        header.setAlignment(Pos.CENTER_LEFT);
        ListView<Job> list = new ListView<>(jobs.all());
        list.setId("task-list");
        list.getStyleClass().add("task-list");
        list.setAccessibleText(Texts.of("task.title"));
        list.setPlaceholder(Section.note(Texts.of("task.none")));
        list.setCellFactory(view -> new JobCell());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(header, list);
    }

    private static final class JobCell extends ListCell<Job> {
        private Subscription follows = Subscription.EMPTY;

        @Override
        protected void updateItem(Job job, boolean empty) {
            super.updateItem(job, empty);
            follows.unsubscribe();
            follows = Subscription.EMPTY;
            setGraphic(empty || job == null ? null : row(new TaskRowViewModel(job)));
        }

        private Node row(TaskRowViewModel viewModel) {
            Label title = new Label(viewModel.title());
            title.getStyleClass().add("task-name");
            ProgressBar bar = new ProgressBar();
            bar.setAccessibleText(Texts.of("status.progress"));
            Label words = Section.note("");
            words.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(words, Priority.ALWAYS);
            Button cancel = new Button(Texts.of("status.cancel"));
            cancel.getStyleClass().add("small");
            cancel.setMinWidth(USE_PREF_SIZE);
            cancel.setOnAction(event -> viewModel.cancel());
            follows =
                    Subscription.combine(
                            viewModel.words().subscribe(words::setText),
                            viewModel
                                    .fraction()
                                    .subscribe(part -> bar.setProgress(part.doubleValue())),
                            viewModel
                                    .state()
                                    .subscribe(
                                            state -> {
                                                boolean over = state.isOver();
                                                cancel.setVisible(!over);
                                                bar.setVisible(state == Job.State.RUNNING);
                                            }));
            HBox row = new HBox(12, title, bar, words, cancel);
            row.setAlignment(Pos.CENTER_LEFT);
            return row;
        }
    }
}
