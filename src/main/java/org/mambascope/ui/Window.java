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
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.control.Look;
import org.mambascope.ui.control.Style;
import org.mambascope.ui.control.SystemFileDialogs;
import org.mambascope.ui.control.Typeface;
import org.mambascope.ui.log.LogBook;
import org.mambascope.ui.session.Autosave;
import org.mambascope.ui.session.Backend;
import org.mambascope.ui.session.Jobs;
import org.mambascope.ui.session.LocalBackend;
import org.mambascope.ui.session.ModelDescriptions;
import org.mambascope.ui.session.Preferences;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.SessionFile;
import org.mambascope.ui.session.Settings;
import org.mambascope.ui.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** The window: one stage, one session. */
public final class Window {
    private static final Logger LOG = LoggerFactory.getLogger(Window.class);
    private static final Duration AUTOSAVE_DELAY = Duration.seconds(2);
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private final ExecutorService background = Jobs.backgroundThread();
    private final ExecutorService downloads = Jobs.backgroundThread();
    private final LogBook log = new LogBook(Platform::runLater);
    private final ExecutorService files = Jobs.backgroundThread();
    private final Session session;
    private final Autosave autosave;
    private final MainView view;

    /**
     * Puts the window onto a stage, without showing it.
     *
     * @param stage an empty one
     * @param backend what computes
     * @param preferences what is remembered between starts
     * @param dialogs what asks for files
     */
    public Window(Stage stage, Backend backend, Preferences preferences, FileDialogs dialogs) {
        Typeface.load();
        this.session =
                new Session(
                        backend,
                        problems -> new Jobs(background, downloads, Platform::runLater, problems));
        ObservableValue<Style> style = style(preferences);
        this.view = new MainView(new WindowContext(session, preferences, dialogs, style), log);
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        style.subscribe(chosen -> chosen.dress(scene));
        this.autosave =
                new Autosave(
                        session,
                        preferences.folder().resolve("autosave." + SessionFile.ENDING),
                        Window::afterAWhile,
                        files);
        Optional<Path> left = autosave.leftBehind();
        left.ifPresent(this::offerToRestore);
        autosave.start();
        FirstPicture.of(scene).then(this::begin);
        stage.setTitle(Texts.of("application.name"));
        stage.setMinWidth(1100);
        stage.setMinHeight(700);
        stage.setScene(scene);
        stage.setOnHidden(event -> close());
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
        CompletableFuture<Preferences> read =
                CompletableFuture.supplyAsync(() -> preferences(settings));
        try {
            Platform.startup(() -> fillStage(read, opened, closed));
            closed.await();
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

    private static void fillStage(
            CompletableFuture<Preferences> read, Consumer<Window> opened, CountDownLatch closed) {
        Stage stage = new Stage();
        try {
            Preferences preferences = read.join();
            Window window =
                    new Window(
                            stage,
                            new LocalBackend(
                                    new ModelDescriptions(preferences.folder().resolve("models"))),
                            preferences,
                            new SystemFileDialogs(stage));
            window.log.open();
            stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> closed.countDown());
            stage.show();
            FirstPicture.of(stage.getScene())
                    .then(
                            () -> {
                                noteTime();
                                opened.accept(window);
                            });
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
        Look look =
                switch (settings.appearance()) {
                    case LIGHT -> Look.LIGHT;
                    case DARK -> Look.DARK;
                    case SYSTEM -> system == ColorScheme.DARK ? Look.DARK : Look.LIGHT;
                };
        return new Style(look, settings.zoom());
    }

    /** Opens what the request names. */
    public void open(LaunchRequest request) {
        request.model().ifPresent(session::openModel);
        if (!request.images().isEmpty()) {
            session.addImages(request.images());
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
        Path kept = left.resolveSibling("restored." + SessionFile.ENDING);
        try {
            Files.move(left, kept, StandardCopyOption.REPLACE_EXISTING);
            view.offer(
                    Texts.of("restore.question"),
                    Texts.of("restore.yes"),
                    () -> session.openSession(kept));
        } catch (IOException e) {
            LOG.warn("{} cannot be moved: {}", left, e.getMessage());
        }
    }

    /** Changes that come together are written together. */
    private static void afterAWhile(Runnable work) {
        PauseTransition pause = new PauseTransition(AUTOSAVE_DELAY);
        pause.setOnFinished(event -> work.run());
        pause.play();
    }

    private void close() {
        autosave.end();
        files.shutdown();
        log.close();
        session.cancel();
        session.modelProperty()
                .get()
                .map(LoadedModel::network)
                .ifPresent(network -> session.jobs().afterwards(network::close));
        background.shutdown();
        downloads.shutdown();
    }
}
