package org.mambascope.ui;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.NotificationPane;
import org.mambascope.session.SessionParts;
import org.mambascope.ui.action.Action;
import org.mambascope.ui.action.ActionGroup;
import org.mambascope.ui.action.Actions;
import org.mambascope.ui.control.Overlay;
import org.mambascope.ui.gpu.GpuOfferViewModel;
import org.mambascope.ui.leaving.LeavingView;
import org.mambascope.ui.leaving.LeavingViewModel;
import org.mambascope.ui.leaving.LeavingViewModel.Step;
import org.mambascope.ui.leaving.SavingViewModel;
import org.mambascope.ui.log.LogBook;
import org.mambascope.ui.preferences.Settings;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.SessionPart;
import org.mambascope.ui.sidebar.BlocksViewModel;
import org.mambascope.ui.sidebar.ImagesViewModel;
import org.mambascope.ui.sidebar.ModelFactsViewModel;
import org.mambascope.ui.sidebar.SidebarView;
import org.mambascope.ui.status.StatusView;
import org.mambascope.ui.status.StatusViewModel;
import org.mambascope.ui.task.TaskPanelView;
import org.mambascope.ui.text.Texts;
import org.mambascope.ui.toolbar.ToolbarView;
import org.mambascope.ui.toolbar.ToolbarViewModel;
import org.mambascope.ui.workspace.Workspace;
import org.mambascope.ui.workspace.WorkspacePane;
import org.mambascope.ui.workspace.Workspaces;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The arrangement of all views; takes dropped files and the keys that work everywhere. */
public final class MainView extends NotificationPane {
    private final BooleanProperty tasksShown = new SimpleBooleanProperty(false);
    private final Overlay overlay = new Overlay();
    private final NotificationQueue offers = new NotificationQueue(this);
    private final Session session;
    private static final int MOST_NAMED = 3;

    private final SavingViewModel saving;
    private Optional<String> replacing = Optional.empty();
    private final ToolbarViewModel toolbar;
    private final Workspaces workspaces;
    private final Actions actions;

    public MainView(WindowContext context, LogBook log) {
        this.session = context.session();
        this.saving = new SavingViewModel(session, context.preferences(), context.dialogs());
        session.askBeforeLeaving(goOn -> leave(Step.OPEN, goOn));
        this.toolbar = new ToolbarViewModel(session, context.preferences(), context.dialogs());
        ImagesViewModel images = new ImagesViewModel(session, context.dialogs());
        this.workspaces = new Workspaces(WindowWorkspaces.of(context, toolbar, images));
        session.files()
                .keep(
                        new SessionPart<>(
                                SessionParts.WORKSPACE,
                                String.class,
                                () -> workspaces.chosenProperty().get().id(),
                                workspaces::choose,
                                List.of(workspaces.chosenProperty()),
                                false));
        this.actions =
                new WindowActions(context, overlay, log, saving)
                        .register(
                                toolbar,
                                images,
                                workspaces,
                                () -> tasksShown.set(!tasksShown.get()),
                                this::stop);
        offerGpu(new GpuOfferViewModel(session, context.preferences(), toolbar.devicesProperty()));
        BorderPane arrangement = new BorderPane();
        ToolbarView tools = new ToolbarView(toolbar, workspaces, actions);
        arrangement.setTop(tools);
        skinProperty().subscribe(skin -> standBelow(tools));
        arrangement.setLeft(
                panel(
                        context,
                        Settings::sidebarHidden,
                        new SidebarView(
                                new ModelFactsViewModel(session),
                                images,
                                new BlocksViewModel(session),
                                actions.get("model.describe")::run)));
        arrangement.setCenter(new WorkspacePane(workspaces, Workspace::view));
        arrangement.setRight(
                panel(
                        context,
                        Settings::inspectorHidden,
                        new WorkspacePane(workspaces, Workspace::inspector)));
        arrangement.setBottom(new VBox(tasks(), status()));
        Region dropHint = dropHint();
        setContent(new StackPane(arrangement, dropHint, overlay));
        setShowFromTop(true);
        session.noticeProperty().subscribe(this::tell);
        session.images().replacedProperty().subscribe(this::offerBoth);
        takeDroppedFiles(dropHint);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Starts what takes long and need not be there at first sight: looking for devices. */
    public void begin() {
        toolbar.findDevices();
    }

    /** The workspaces. */
    public Workspaces workspaces() {
        return workspaces;
    }

    /** Everything that can be done. */
    public Actions actions() {
        return actions;
    }

    /** Goes on, at once where nothing would be lost, else if and when the user says so. */
    public void leave(Step step, Runnable goOn) {
        LeavingViewModel leaving = new LeavingViewModel(session, saving, step, goOn);
        if (leaving.isQuestion()) {
            overlay.showTitled(leaving.title(), new LeavingView(leaving, overlay::close));
        } else {
            goOn.run();
        }
    }

    /** Asks something that may also be left unanswered. */
    public void offer(String question, List<NotificationQueue.Answer> answers) {
        offers.ask(question, answers);
    }

    private void offerGpu(GpuOfferViewModel gpu) {
        Runnable install =
                () -> {
                    tasksShown.set(true);
                    gpu.install();
                };
        actions.add(Action.of("gpu.install", ActionGroup.HELP, install).when(gpu.canInstall()));
        List<NotificationQueue.Answer> answers =
                List.of(
                        new NotificationQueue.Answer(Texts.of("gpu.install"), install),
                        new NotificationQueue.Answer(Texts.of("gpu.later"), gpu::later),
                        new NotificationQueue.Answer(Texts.of("gpu.never"), gpu::never));
        gpu.questionProperty()
                .subscribe(
                        (before, now) -> {
                            before.ifPresent(offers::withdraw);
                            now.ifPresent(text -> offers.ask(text, answers));
                        });
    }

    private static Region panel(WindowContext context, Predicate<Settings> hidden, Region panel) {
        context.preferences()
                .settingsProperty()
                .subscribe(settings -> panel.setVisible(!hidden.test(settings)));
        panel.managedProperty().bind(panel.visibleProperty());
        return panel;
    }

    private Region tasks() {
        TaskPanelView tasks = new TaskPanelView(session.jobs(), () -> tasksShown.set(false));
        tasks.visibleProperty().bind(tasksShown);
        tasks.managedProperty().bind(tasksShown);
        return tasks;
    }

    private Region status() {
        return new StatusView(
                new StatusViewModel(session), () -> tasksShown.set(!tasksShown.get()));
    }

    private static Region dropHint() {
        Region hint = new Region();
        hint.getStyleClass().add("drop-hint");
        hint.setMouseTransparent(true);
        hint.setVisible(false);
        return hint;
    }

    private void stop() {
        hide();
        session.cancel();
    }

    private void tell(Optional<String> notice) {
        notice.ifPresent(
                text -> {
                    offers.tell(text);
                    session.noticeProperty().set(Optional.empty());
                });
    }

    /** Opened images stand in the place of others; who meant to add them can say so. */
    private void offerBoth(List<Path> replaced) {
        replacing.ifPresent(offers::withdraw);
        replacing = Optional.empty();
        if (!replaced.isEmpty()) {
            String names =
                    replaced.stream()
                            .map(path -> path.getFileName().toString())
                            .limit(MOST_NAMED)
                            .collect(Collectors.joining(", "));
            String text = Texts.of("images.replaced", names);
            replacing = Optional.of(text);
            offers.ask(
                    text,
                    List.of(
                            new NotificationQueue.Answer(
                                    Texts.of("images.both"), session.images()::showReplaced)));
        }
    }

    /** Notices leave the toolbar free. */
    private void standBelow(Region tools) {
        Node bar = lookup(".notification-bar");
        if (bar != null) {
            bar.translateYProperty().bind(tools.heightProperty());
        }
    }

    private void takeDroppedFiles(Region hint) {
        setOnDragOver(
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        hint.setVisible(true);
                    }
                });
        setOnDragExited(event -> hint.setVisible(false));
        setOnDragDropped(this::drop);
    }

    private void drop(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            session.open(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
        }
    }

    private void key(KeyEvent event) {
        actions.at(event)
                .ifPresent(
                        action -> {
                            action.run();
                            event.consume();
                        });
    }
}
