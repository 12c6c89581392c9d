package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.model.LoadedModel;
import org.mambascope.session.SessionFile;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.task.Job;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Saving and closing, with and without something that runs: nothing is lost in silence. */
@ExtendWith(ApplicationExtension.class)
class LeavingStoryTest {
    @TempDir Path folder;

    private final FakeBackend backend = new FakeBackend(4, 6);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private FxRobot robot;
    private Window window;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        window =
                new Window(
                        shown,
                        backend,
                        new Preferences(folder.resolve("settings.json")),
                        new ChosenFiles().folder(folder));
        stage.setWidth(1120);
        stage.setHeight(800);
        stage.show();
    }

    @BeforeEach
    void openSomething(FxRobot shared) {
        robot = shared;
        robot.interact(
                () ->
                        window.open(
                                new LaunchRequest(
                                        Optional.of(Path.of("vim.pth")),
                                        List.of(Path.of("0.png"), Path.of("1.png")))));
        waitFor(() -> window.session().currentProperty().get());
        waitFor(() -> window.session().jobs().goingOn().isEmpty());
    }

    @AfterEach
    void endJobs() {
        goOn.countDown();
    }

    @Test
    @DisplayName("Ctrl+S saves while a job runs, and the next time without asking where to")
    void savesDuringAJob() {
        Job job = analysing();
        write("Look at block 2.");

        save();
        waitFor(() -> Files.exists(saved()));
        assertThat(SessionFile.read(saved()).notes()).isEqualTo("Look at block 2.");
        write("And at block 3.");
        save();
        waitFor(() -> SessionFile.read(saved()).notes().equals("And at block 3."));

        assertThat(job.isGoingOn()).isTrue();
        assertThat(window.session().files().isUnsaved()).isFalse();
    }

    @Test
    @DisplayName("a figure is exported while a job runs")
    void exportsDuringAJob() throws Exception {
        Job job = analysing();

        robot.clickOn("#long-tail-save").clickOn("SVG");

        waitFor(() -> exported(".svg"));
        assertThat(job.isGoingOn()).isTrue();
    }

    @Test
    @DisplayName("closing during a job, answered with stay: the window and the job go on")
    void stays() {
        Job job = analysing();

        close();
        assertThat(text("#leaving-text")).contains("Analysing 2 images");
        assertThat(robot.lookup("#leaving-save").tryQuery()).isEmpty();
        robot.clickOn("#leaving-stay");

        assertThat(stage.isShowing()).isTrue();
        assertThat(job.isGoingOn()).isTrue();
        assertThat(robot.lookup("#leaving").tryQuery()).isEmpty();
    }

    @Test
    @DisplayName("Escape is an answer too: stay")
    void escapeStays() {
        Job job = analysing();

        close();
        robot.type(KeyCode.ESCAPE);

        assertThat(stage.isShowing()).isTrue();
        assertThat(job.isGoingOn()).isTrue();
    }

    @Test
    @DisplayName("closing during a job, answered with stop: the job ends and the window closes")
    void stopsAndCloses() {
        Job job = analysing();

        close();
        robot.clickOn("#leaving-discard");

        waitFor(() -> !stage.isShowing());
        assertThat(job.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("closing during a job with notes, answered with save: they are in a file first")
    void savesStopsAndCloses() {
        write("Look at block 2.");
        Job job = analysing();

        close();
        robot.clickOn("#leaving-save");

        waitFor(() -> !stage.isShowing());
        assertThat(SessionFile.read(saved()).notes()).isEqualTo("Look at block 2.");
        assertThat(job.isCancelled()).isTrue();
        waitFor(() -> Files.notExists(folder.resolve("autosave.mambascope")));
    }

    @Test
    @DisplayName("closing with a run that is in no file asks; discarding it leaves no autosave")
    void discards() {
        robot.interact(() -> window.view().actions().get("quantise.run").run());
        waitFor(() -> backend.plans().size() == 1);
        waitFor(() -> window.session().files().isUnsaved());
        waitFor(() -> Files.exists(folder.resolve("autosave.mambascope")));

        close();
        assertThat(text("#leaving-text")).contains("vim").contains("not saved");
        robot.clickOn("#leaving-discard");

        waitFor(() -> !stage.isShowing());
        waitFor(() -> Files.notExists(folder.resolve("autosave.mambascope")));
        assertThat(saved()).doesNotExist();
    }

    @Test
    @DisplayName("who only looked is not asked")
    void asksNothingWhereNothingWasMade() {
        robot.clickOn("#cell-x_proj-1");

        close();

        waitFor(() -> !stage.isShowing());
    }

    @Test
    @DisplayName("another model asks before it takes the place of what was made")
    void asksBeforeAnotherModel() {
        write("Look at block 2.");

        robot.interact(() -> window.session().openModel(Path.of("other.pth")));
        waitFor(() -> robot.lookup("#leaving").tryQuery().isPresent());
        robot.clickOn("#leaving-stay");
        assertThat(window.session().modelProperty().get().map(LoadedModel::name)).contains("vim");

        robot.interact(() -> window.session().openModel(Path.of("other.pth")));
        robot.clickOn("#leaving-save");
        waitFor(
                () ->
                        window.session()
                                .modelProperty()
                                .get()
                                .map(LoadedModel::name)
                                .equals(Optional.of("other")));
        assertThat(SessionFile.read(saved()).notes()).isEqualTo("Look at block 2.");
    }

    /** An analysis that ends when it is stopped, or with the test. */
    private Job analysing() {
        backend.duringAnalysis(
                progress -> {
                    while (goOn.getCount() > 0 && !progress.isCancelled()) {
                        Thread.onSpinWait();
                    }
                });
        robot.interact(() -> window.session().analyse());
        waitFor(() -> window.session().jobs().runningProperty().get().isPresent());
        return window.session().jobs().runningProperty().get().orElseThrow();
    }

    private void write(String notes) {
        robot.interact(() -> window.session().notesProperty().set(notes));
    }

    private void save() {
        robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
    }

    private void close() {
        robot.interact(() -> window.view().actions().get("quit").run());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Path saved() {
        return folder.resolve("vim.mambascope");
    }

    private boolean exported(String ending) throws Exception {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(ending));
        }
    }

    private String text(String query) {
        Node node = robot.lookup(query).query();
        return ((Labeled) node).getText();
    }

    private static void waitFor(Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
            WaitForAsyncUtils.waitForFxEvents();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
