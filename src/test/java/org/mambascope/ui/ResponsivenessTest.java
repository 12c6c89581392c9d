package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.session.ImageScope;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.workflow.LocalWorkbench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long the window's thread is held while a person works with the sample, after a warm-up. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class ResponsivenessTest {
    private static final double USUALLY = 50;
    private static final double NEVER = 250;

    private static final int ROUNDS = 3;

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
    @DisplayName("the window answers within 50 ms in 99 of 100 cases, and always within 250 ms")
    void answers(FxRobot robot) throws Exception {
        assumeTrue(ThreadTimes.areKept());
        open(robot, 32);
        observing(robot);

        answered("observing", () -> observing(robot));
    }

    @Test
    @DisplayName(
            "the same while runs are measured, chosen and compared, layers ranked, plans found")
    void answersWhileComparing(FxRobot robot) throws Exception {
        assumeTrue(ThreadTimes.areKept());
        open(robot, 8);
        robot.interact(() -> window.view().workspaces().choose("quantise"));
        idle(robot);
        robot.interact(() -> spinner(robot, "#calibration-count").getValueFactory().setValue(8));
        for (String method : List.of("rtn", "pts", "dynamic")) {
            run(robot, "method." + method, "quantise.run");
        }
        robot.interact(() -> window.view().workspaces().choose("compare"));
        robot.interact(() -> limit(robot).setValue(64));
        comparing(robot);

        answered("comparing", () -> comparing(robot));
    }

    /**
     * What holds the thread holds it in every round; what a host does to a virtual machine meets
     * one of them, and is counted as the thread's own time.
     */
    private static void answered(String story, Round round) throws Exception {
        Optional<WindowWatch> last = Optional.empty();
        for (int tries = 0;
                tries < ROUNDS && last.filter(ResponsivenessTest::inTime).isEmpty();
                tries++) {
            WindowWatch watch = new WindowWatch();
            round.go();
            watch.close();
            System.out.println(watch.words(story));
            last = Optional.of(watch);
        }
        WindowWatch watch = last.orElseThrow();
        assertThat(watch.signs()).isGreaterThan(100);
        assertThat(watch.processor(0.99)).isLessThanOrEqualTo(USUALLY);
        assertThat(watch.processor(1)).isLessThanOrEqualTo(NEVER);
    }

    private interface Round {
        void go() throws Exception;
    }

    private static boolean inTime(WindowWatch watch) {
        return watch.processor(0.99) <= USUALLY && watch.processor(1) <= NEVER;
    }

    private void open(FxRobot robot, int images) throws Exception {
        robot.interact(
                () -> {
                    window.session().sampleSizeProperty().set(images);
                    window.open(
                            new LaunchRequest(
                                    Optional.of(Path.of("sample-models/vim-fmnist.safetensors")),
                                    List.of(Path.of("sample-images/fashion-mnist"))));
                });
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitFor(
                120,
                TimeUnit.SECONDS,
                () -> window.session().observationProperty().getValue().isPresent());
        idle(robot);
    }

    /**
     * Looks at layers, tokens, single images, thresholds; searches a command; analyses again; moves
     * a bit slider; looks through Compare.
     */
    private void observing(FxRobot robot) {
        robot.clickOn("#cell-x_proj-3").type(KeyCode.RIGHT, 3).type(KeyCode.DOWN, 2);
        robot.clickOn("#token-range .plot").type(KeyCode.RIGHT, 8);
        robot.clickOn("#threshold").type(KeyCode.RIGHT, 4);
        robot.interact(() -> window.session().selection().scopeProperty().set(ImageScope.ONE));
        robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
        robot.write("kurt").type(KeyCode.ENTER);
        robot.interact(() -> window.session().selection().scopeProperty().set(ImageScope.AVERAGE));
        robot.type(KeyCode.F5);
        robot.clickOn("#workspace-quantise");
        Slider bits = robot.from(robot.lookup("#bit-plan")).lookup(".slider").query();
        robot.interact(bits::requestFocus);
        robot.type(KeyCode.RIGHT, 3).type(KeyCode.LEFT, 3);
        robot.clickOn("#workspace-compare");
        robot.clickOn("#choice-SENSITIVITY").clickOn("#choice-SEARCH");
        robot.clickOn("#workspace-observe");
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Measures, chooses one run and two, looks into a cell, ranks layers, finds a plan. */
    private void comparing(FxRobot robot) throws Exception {
        run(robot, "compare.accuracy", "compare.time");
        fire(robot, "#choice-PREDICTIONS");
        choose(robot, 1);
        choose(robot, 2);
        choose(robot, 1, 3);
        fire(robot, "#choice-CONFUSION");
        choose(robot, 2);
        fire(robot, "#confusion-after-6-0");
        fire(robot, "#choice-SENSITIVITY");
        run(robot, "compare.sensitivity");
        fire(robot, "#choice-SEARCH");
        run(robot, "compare.search");
        fire(robot, "#choice-SIZE_AND_LATENCY");
        fire(robot, "#choice-SIZE");
        Slider budget = robot.lookup("#budget-size").queryAs(Slider.class);
        for (double share : new double[] {0.3, 0.35, 0.4, 0.45, 0.6, 0.9}) {
            robot.interact(() -> budget.setValue(share));
        }
        idle(robot);
        fire(robot, "#search-verify");
        fire(robot, "#search-use");
        robot.interact(() -> window.view().workspaces().choose("observe"));
        robot.interact(() -> window.view().workspaces().choose("compare"));
        idle(robot);
    }

    private void run(FxRobot robot, String... actions) throws InterruptedException {
        for (String action : actions) {
            robot.interact(() -> window.view().actions().get(action).run());
            idle(robot);
        }
    }

    private void fire(FxRobot robot, String button) throws InterruptedException {
        robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
        idle(robot);
    }

    private void choose(FxRobot robot, int... rows) throws InterruptedException {
        TableView<?> runs = robot.lookup("#runs").queryAs(TableView.class);
        robot.interact(
                () -> {
                    runs.getSelectionModel().clearSelection();
                    for (int row : rows) {
                        runs.getSelectionModel().select(row);
                    }
                });
        idle(robot);
    }

    private void idle(FxRobot robot) throws InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        robot.interact(() -> window.session().jobs().whenIdle(idle::countDown));
        assertThat(idle.await(240, TimeUnit.SECONDS)).isTrue();
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Integer> limit(FxRobot robot) {
        return robot.lookup("#limit").queryAs(ComboBox.class);
    }

    @SuppressWarnings("unchecked")
    private static Spinner<Integer> spinner(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Spinner.class);
    }
}
