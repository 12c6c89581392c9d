package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.TinyDetector;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.workflow.LocalWorkbench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A detector in the window, with nothing invented. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class DetectorStoryTest {
    @TempDir Path folder;

    private Window window;

    @Start
    void start(Stage stage) {
        window =
                new Window(
                        stage,
                        new LocalWorkbench(),
                        new Preferences(folder.resolve("settings.json")),
                        new ChosenFiles().folder(folder));
        stage.setWidth(1120);
        stage.setHeight(800);
        stage.show();
    }

    @Test
    @DisplayName("a detector opens with its objects, of which a slider leaves the surest")
    void findsObjects(FxRobot robot) throws Exception {
        robot.interact(
                () ->
                        window.open(
                                new LaunchRequest(
                                        Optional.of(TinyDetector.MODEL),
                                        List.of(TinyDetector.IMAGE))));
        WaitForAsyncUtils.waitFor(
                120, TimeUnit.SECONDS, () -> caption(robot).endsWith("Objects found: 20"));

        robot.interact(() -> robot.lookup("#score").queryAs(Slider.class).setValue(0.95));

        assertThat(caption(robot)).endsWith("Objects found: 5");
        assertThat(window.session().noticeProperty().get()).isEmpty();
    }

    private static String caption(FxRobot robot) {
        return robot.lookup("#picture-caption").tryQueryAs(Labeled.class).stream()
                .map(Labeled::getText)
                .findFirst()
                .orElse("");
    }
}
