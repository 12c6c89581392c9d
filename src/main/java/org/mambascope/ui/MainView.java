package org.mambascope.ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import org.controlsfx.control.NotificationPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.control.Look;
import org.mambascope.ui.inspector.InspectorView;
import org.mambascope.ui.inspector.InspectorViewModel;
import org.mambascope.ui.observe.ObserveView;
import org.mambascope.ui.observe.ObserveViewModel;
import org.mambascope.ui.observe.WelcomeView;
import org.mambascope.ui.session.Preferences;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.sidebar.BlocksViewModel;
import org.mambascope.ui.sidebar.ImagesViewModel;
import org.mambascope.ui.sidebar.ModelFactsViewModel;
import org.mambascope.ui.sidebar.SidebarView;
import org.mambascope.ui.status.StatusView;
import org.mambascope.ui.status.StatusViewModel;
import org.mambascope.ui.toolbar.ToolbarView;
import org.mambascope.ui.toolbar.ToolbarViewModel;

import java.io.File;
import java.util.Map;
import java.util.Optional;

/** The arrangement of all views; takes dropped files and the keys that work everywhere. */
public final class MainView extends NotificationPane {
    private final Session session;

    public MainView(
            Session session,
            Preferences preferences,
            FileDialogs dialogs,
            ObservableValue<Look> look) {
        this.session = session;
        ToolbarViewModel toolbar = new ToolbarViewModel(session, preferences, dialogs);
        ImagesViewModel images = new ImagesViewModel(session, dialogs);
        ObserveViewModel observe = new ObserveViewModel(session, dialogs);
        BorderPane arrangement = new BorderPane();
        arrangement.setTop(new ToolbarView(toolbar));
        arrangement.setLeft(
                new SidebarView(
                        new ModelFactsViewModel(session), images, new BlocksViewModel(session)));
        arrangement.setCenter(workspace(observe, look, toolbar, images));
        arrangement.setRight(new InspectorView(new InspectorViewModel(session)));
        arrangement.setBottom(new StatusView(new StatusViewModel(session)));
        setContent(arrangement);
        setShowFromTop(true);
        session.noticeProperty().subscribe(this::tell);
        takeDroppedFiles();
        takeKeys(
                Map.of(
                        shortcut(KeyCode.O),
                        toolbar::openModel,
                        shortcut(KeyCode.I),
                        images::addFiles,
                        new KeyCodeCombination(KeyCode.F5),
                        observe::analyse,
                        new KeyCodeCombination(KeyCode.ESCAPE),
                        this::stop));
        toolbar.findDevices();
    }

    private void stop() {
        hide();
        session.cancel();
    }

    private static KeyCombination shortcut(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    private static Node workspace(
            ObserveViewModel observe,
            ObservableValue<Look> look,
            ToolbarViewModel toolbar,
            ImagesViewModel images) {
        ObserveView figures = new ObserveView(observe, look);
        WelcomeView welcome =
                new WelcomeView(observe, toolbar::openModel, images::addFiles, images::addFolder);
        observe.hasObservation()
                .subscribe(
                        has -> {
                            figures.setVisible(has);
                            welcome.setVisible(!has);
                        });
        StackPane workspace = new StackPane(welcome, figures);
        workspace.getStyleClass().add("workspace-area");
        workspace.setMinSize(0, 0);
        return workspace;
    }

    private void tell(Optional<String> notice) {
        notice.ifPresent(
                text -> {
                    show(text, new FontIcon(MaterialDesignA.ALERT_CIRCLE_OUTLINE));
                    session.noticeProperty().set(Optional.empty());
                });
    }

    private void takeDroppedFiles() {
        setOnDragOver(
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                    }
                });
        setOnDragDropped(
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        session.open(
                                event.getDragboard().getFiles().stream()
                                        .map(File::toPath)
                                        .toList());
                        event.setDropCompleted(true);
                    }
                });
    }

    private void takeKeys(Map<KeyCombination, Runnable> commands) {
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event ->
                        commands.forEach(
                                (keys, command) -> {
                                    if (keys.match(event)) {
                                        command.run();
                                        event.consume();
                                    }
                                }));
    }
}
