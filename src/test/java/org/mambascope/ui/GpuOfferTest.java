package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

import org.controlsfx.control.NotificationPane;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Progress;
import org.mambascope.ui.preferences.Appearance;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.task.Job;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The window of a machine whose GPU lacks its library. */
@ExtendWith(ApplicationExtension.class)
class GpuOfferTest {
    @TempDir Path folder;

    private final CountDownLatch halfway = new CountDownLatch(1);
    private final FakeBackend backend =
            new FakeBackend(4, 6).withIdleCards("NVIDIA H200").fetching(this::fetch);
    private Preferences preferences;
    private Window window;

    @Start
    void start(Stage stage) {
        preferences = new Preferences(folder.resolve("settings.json"));
        window = new Window(stage, backend, preferences, new ChosenFiles());
        stage.setWidth(1120);
        stage.setHeight(800);
        stage.show();
    }

    /** Waits in the midst until it is cancelled. */
    private void fetch(Progress progress) {
        progress.report(1, 2, "libtorch_cuda.so");
        halfway.countDown();
        while (true) {
            progress.checkCancelled();
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("a yes opens the tasks, where the fetch is seen and stopped; other jobs go on")
    void installs(FxRobot robot) throws Exception {
        waitFor(() -> notice().isShowing());
        assertThat(notice().getText()).startsWith("NVIDIA H200 lacks libtorch for CUDA");

        press(robot, "Install");
        assertThat(halfway.await(10, TimeUnit.SECONDS)).isTrue();
        Job fetch = window.session().jobs().all().getFirst();
        waitFor(() -> fetch.fractionProperty().get() == 0.5);
        assertThat(robot.lookup("#tasks").queryAs(Node.class).isVisible()).isTrue();
        robot.interact(() -> window.session().openModel(Path.of("vim.pth")));
        waitFor(() -> window.session().modelProperty().get().isPresent());

        robot.interact(fetch::cancel);
        waitFor(() -> fetch.stateProperty().get() == Job.State.CANCELLED);
    }

    @Test
    @DisplayName("the refusal is kept, and the offer stays in the palette")
    void refuses(FxRobot robot) throws Exception {
        waitFor(() -> notice().isShowing());

        press(robot, "Do not ask again");

        waitFor(() -> !notice().isShowing());
        Preferences later = new Preferences(folder.resolve("settings.json"));
        assertThat(later.settingsProperty().get().gpuDeclined()).isTrue();
        assertThat(window.view().actions().get("gpu.install").isEnabled()).isTrue();
    }

    @Test
    @DisplayName(
            "fetched by the palette, it is asked about no longer; the question is read in the dark")
    void isWithdrawn(FxRobot robot) throws Exception {
        waitFor(() -> notice().isShowing());
        robot.interact(() -> preferences.choose(Appearance.DARK));
        Label question =
                robot.from(notice())
                        .lookup(".notification-bar > .pane .label")
                        .queryAs(Label.class);
        assertThat(((Color) question.getTextFill()).getBrightness()).isGreaterThan(0.8);

        robot.interact(() -> window.view().actions().get("gpu.install").run());

        waitFor(() -> !notice().isShowing());
        robot.interact(() -> window.session().jobs().all().getFirst().cancel());
    }

    private NotificationPane notice() {
        return window.view();
    }

    private void press(FxRobot robot, String text) {
        robot.interact(
                () ->
                        robot.lookup(
                                        (Node node) ->
                                                node instanceof ButtonBase button
                                                        && text.equals(
                                                                ((Labeled) button).getText()))
                                .queryAs(ButtonBase.class)
                                .fire());
    }

    private static void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
