package org.mambascope.ui;

import javafx.animation.PauseTransition;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

import org.mambascope.base.Problem;
import org.mambascope.base.ProcessAge;
import org.mambascope.model.LoadedModel;
import org.mambascope.session.SessionFile;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.control.SystemFileDialogs;
import org.mambascope.ui.leaving.LeavingViewModel.Step;
import org.mambascope.ui.log.LogBook;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.look.StyleWarnings;
import org.mambascope.ui.look.Theme;
import org.mambascope.ui.look.Typeface;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.preferences.Settings;
import org.mambascope.ui.session.Autosave;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Jobs;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.LocalWorkbench;
import org.mambascope.workflow.SavedDescriptions;
import org.mambascope.workflow.Workbench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The window: one stage, one session. */
public final class Window {
    private static final Logger LOG = LoggerFactory.getLogger(Window.class);
    private static final Duration AUTOSAVE_DELAY = Duration.seconds(2);

    /** Files that are being written when the window closes are finished. */
    private static final java.time.Duration MOST_WRITING = java.time.Duration.ofMinutes(1);

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WIDTH = 900;
    private static final double LEAST_HEIGHT = 640;

    private final ExecutorService background = Jobs.backgroundThread();
    private final ExecutorService beside = Jobs.backgroundThreads();
    private final LogBook log = new LogBook(Platform::runLater);
    private final ExecutorService files = Jobs.backgroundThread();
    private final Session session;
    private final Autosave autosave;
    private final MainView view;
    private boolean left;

    /**
     * Puts the window onto a stage, without showing it.
     *
     * @param stage an empty one
     * @param backend what computes
     * @param preferences what is remembered between starts
     * @param dialogs what asks for files
     */
    public Window(Stage stage, Workbench backend, Preferences preferences, FileDialogs dialogs) {
        StyleWarnings.install();
        Typeface.load();
        this.session =
                new Session(
                        backend,
                        problems ->
                                new Jobs(background, beside, files, Platform::runLater, problems));
        ObservableValue<Style> style = style(preferences);
        this.view =
                new MainView(
                        new WindowContext(
                                session, preferences, new SafeDialogs(dialogs, session), style),
                        log);
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        style.subscribe(chosen -> chosen.dress(scene));
        this.autosave =
                new Autosave(
                        session,
                        preferences.folder().resolve("autosave." + SessionFile.ENDING),
                        Window::afterAWhile,
                        files);
        autosave.leftBehind().ifPresent(this::offerToRestore);
        autosave.start();
        FirstFrame.of(scene).then(this::begin);
        stage.setTitle(Texts.of("application.name"));
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        WindowPlace place = new WindowPlace(stage, preferences);
        place.restore();
        stage.setOnCloseRequest(
                event -> {
                    event.consume();
                    view.leave(Step.CLOSE, () -> leave(stage));
                });
        stage.setOnHidden(
                event -> {
                    place.remember();
                    close();
                });
    }

    /**
     * Opens the window and returns when it is closed.
     *
     * @throws Problem if the system lacks what windows need
     */
    public static void show(LaunchRequest request) {
        show(Preferences.defaultFile(), window -> window.open(request));
    }

    /**
     * The same.
     *
     * @param settings what is remembered between starts
     * @param opened told of the window, on its thread, when it was drawn for the first time
     */
    static void show(Path settings, Consumer<Window> opened) {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<Window> window = new AtomicReference<>();
        CompletableFuture<Preferences> read =
                CompletableFuture.supplyAsync(() -> preferences(settings));
        try {
            Platform.startup(() -> window.set(fillStage(read, opened, closed)));
            closed.await();
            Window shown = window.get();
            if (shown != null) {
                shown.files.awaitTermination(MOST_WRITING.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (RuntimeException | LinkageError e) {
            throw new Problem(Texts.of("problem.display"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Read while the system's toolkit starts. */
    private static Preferences preferences(Path settings) {
        Preferences preferences = new Preferences(settings);
        Texts.speak(preferences.settingsProperty().get().language().locale());
        return preferences;
    }

    private static Window fillStage(
            CompletableFuture<Preferences> read, Consumer<Window> opened, CountDownLatch closed) {
        Stage stage = new Stage();
        try {
            Preferences preferences = read.join();
            Window window =
                    new Window(
                            stage,
                            new LocalWorkbench(
                                    new SavedDescriptions(preferences.folder().resolve("models"))),
                            preferences,
                            new SystemFileDialogs(
                                    stage, preferences::folder, preferences::rememberFolder));
            window.log.open();
            stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> closed.countDown());
            stage.show();
            FirstFrame.of(stage.getScene())
                    .then(
                            () -> {
                                noteTime();
                                opened.accept(window);
                            });
            return window;
        } finally {
            if (!stage.isShowing()) {
                closed.countDown();
            }
        }
    }

    /** What takes long and need not be there at first sight. */
    private void begin() {
        session.jobs().afterwards(Typeface::forFigures);
        view.begin();
    }

    private static void noteTime() {
        LOG.info("The window stood {} ms after the start.", ProcessAge.now().toMillis());
    }

    private static ObservableValue<Style> style(Preferences preferences) {
        ObservableValue<ColorScheme> system = Platform.getPreferences().colorSchemeProperty();
        return Bindings.createObjectBinding(
                () -> style(preferences.settingsProperty().get(), system.getValue()),
                preferences.settingsProperty(),
                system);
    }

    private static Style style(Settings settings, ColorScheme system) {
        Theme look =
                switch (settings.appearance()) {
                    case LIGHT -> Theme.LIGHT;
                    case DARK -> Theme.DARK;
                    case SYSTEM -> system == ColorScheme.DARK ? Theme.DARK : Theme.LIGHT;
                };
        return new Style(look, settings.zoom());
    }

    /** Opens what the request names. */
    public void open(LaunchRequest request) {
        request.model().ifPresent(session::openModel);
        if (!request.images().isEmpty()) {
            session.images().add(request.images());
        }
    }

    /** What is open. */
    public Session session() {
        return session;
    }

    /** What is on the stage. */
    MainView view() {
        return view;
    }

    private void offerToRestore(Path left) {
        view.offer(
                Texts.of("restore.question"),
                List.of(
                        new NotificationQueue.Answer(
                                Texts.of("restore.yes"),
                                () -> {
                                    autosave.answered();
                                    session.restoreSession(left);
                                }),
                        new NotificationQueue.Answer(Texts.of("restore.no"), autosave::answered)));
    }

    /** The user said what is to become of everything that was made. */
    private void leave(Stage stage) {
        left = true;
        stage.hide();
    }

    /** Changes that come together are written together. */
    private static void afterAWhile(Runnable work) {
        PauseTransition pause = new PauseTransition(AUTOSAVE_DELAY);
        pause.setOnFinished(event -> work.run());
        pause.play();
    }

    private void close() {
        autosave.end(left || !session.files().isUnsaved());
        files.shutdown();
        log.close();
        session.jobs().cancelAll();
        session.modelProperty()
                .get()
                .map(LoadedModel::network)
                .ifPresent(network -> session.jobs().afterwards(network::close));
        background.shutdown();
        beside.shutdown();
    }
}
