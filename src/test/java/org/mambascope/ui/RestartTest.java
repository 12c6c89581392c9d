package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.activation.Measure;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.plan.Method;
import org.mambascope.session.SessionFile;
import org.mambascope.session.SessionJson;
import org.mambascope.session.SessionState;
import org.mambascope.ui.preferences.Preferences;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A window is gone, another one starts on the same user's folder. */
@ExtendWith(ApplicationExtension.class)
class RestartTest {
    @TempDir Path folder;

    private Stage stage;
    private Window window;
    private FxRobot robot;
    private Optional<Runnable> tidying = Optional.empty();

    @Start
    void start(Stage shown) {
        stage = shown;
        window =
                new Window(
                        shown,
                        new FakeBackend(4, 6),
                        new Preferences(folder.resolve("settings.json")),
                        new ChosenFiles().folder(folder));
        shown.setWidth(1120);
        shown.setHeight(800);
        shown.show();
    }

    @AfterEach
    void tidy() {
        tidying.ifPresent(tidy -> robot.interact(tidy));
    }

    @Test
    @DisplayName("after a crash the next start offers what was open, and brings it back on a yes")
    void restoresAfterACrash(FxRobot shared) throws Exception {
        robot = shared;
        SessionState before = work();
        waitFor(() -> Files.exists(autosave()) && same(SessionFile.read(autosave()), before));

        crashAndStartAgain();
        assertThat(window.session().modelProperty().get()).isEmpty();
        robot.interact(() -> button("Open it again").fire());

        waitFor(() -> same(window.session().files().state(), before));
        assertThat(window.view().workspaces().chosenProperty().get().id()).isEqualTo("quantise");
        assertThat(window.session().notesProperty().get()).isEqualTo("Look at block 2.");
        assertThat(window.session().selection().basisProperty().get())
                .isEqualTo(BasisComparison.Basis.CENTRED);
        assertThat(before.parts().plan().orElseThrow().method()).isEqualTo(Method.PTS);
    }

    @Test
    @DisplayName("a window that was closed leaves nothing to restore")
    void offersNothingAfterQuitting(FxRobot shared) throws Exception {
        robot = shared;
        work();
        waitFor(() -> Files.exists(autosave()));

        robot.interact(() -> window.view().actions().get("quit").run());
        robot.interact(() -> button("Do not save").fire());
        waitFor(() -> Files.notExists(autosave()));
        robot.interact(() -> start(new Stage()));

        assertThat(window.view().isShowing()).isFalse();
    }

    private SessionState work() throws Exception {
        robot.interact(
                () -> {
                    window.session().openModel(Path.of("vim.pth"));
                    window.session().images().add(List.of(Path.of("0.png"), Path.of("1.png")));
                });
        waitFor(() -> window.session().observationProperty().getValue().isPresent());
        robot.interact(
                () -> {
                    window.session().selection().measureProperty().set(Measure.OUTLIER_RATIO);
                    window.session().selection().basisProperty().set(BasisComparison.Basis.CENTRED);
                    window.session().notesProperty().set("Look at block 2.");
                    window.view().actions().get("method.pts").run();
                    window.view().workspaces().choose("quantise");
                });
        waitFor(() -> window.session().jobs().runningProperty().get().isEmpty());
        return window.session().files().state();
    }

    /** The process is gone: nothing of what a closing window does was done. */
    private void crashAndStartAgain() {
        robot.interact(
                () -> {
                    var closing = stage.getOnHidden();
                    stage.setOnHidden(null);
                    stage.hide();
                    tidying = Optional.of(() -> closing.handle(null));
                    start(new Stage());
                });
    }

    private static boolean same(SessionState one, SessionState other) {
        return SessionJson.tree(one).equals(SessionJson.tree(other));
    }

    private ButtonBase button(String text) {
        return robot.from(window.view()).lookup(text).queryAs(ButtonBase.class);
    }

    private Path autosave() {
        return folder.resolve("autosave.mambascope");
    }

    private void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
