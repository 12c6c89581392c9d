package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.experiment.run.Run;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.session.SessionJson;
import org.mambascope.session.SessionState;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.workflow.LocalWorkbench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/** A student plans, quantises and compares with nothing invented. */
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class WorkspaceStoryTest {
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
    @DisplayName("fewer bits for a layer lower its SQNR; PTS at W4A4 becomes a run, measured")
    void plansQuantisesAndCompares(FxRobot robot) throws Exception {
        open(robot);
        WaitForAsyncUtils.waitFor(
                120,
                TimeUnit.SECONDS,
                () -> window.session().observationProperty().getValue().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#workspace-quantise");
        idle(robot);

        robot.interact(this::chooseLayer);
        WaitForAsyncUtils.waitForFxEvents();
        double before = ratio(robot, any -> true);
        robot.interact(() -> slider(robot).setValue(3));
        assertThat(ratio(robot, now -> now != before)).isLessThan(before - 1);
        robot.clickOn("#plan-undo");
        assertThat(ratio(robot, now -> now == before)).isEqualTo(before);
        assertThat(slider(robot).getValue()).isEqualTo(4);

        robot.interact(() -> window.view().actions().get("method.pts").run());
        robot.interact(() -> count(robot).getValueFactory().setValue(8));
        robot.clickOn("#conversion-run");
        idle(robot);
        assertThat(text(robot, "#conversion-outcome")).startsWith("PTS W4A4: 48 layers in ");

        robot.clickOn("#workspace-compare");
        robot.interact(() -> limit(robot).setValue(64));
        robot.clickOn("#compare-accuracy");
        idle(robot);

        List<Run> runs = runs(robot).getItems();
        assertThat(runs).extracting(Run::name).containsExactly("vim-fmnist", "PTS W4A4");
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.accuracy().orElseThrow().images()).isEqualTo(64));
        assertThat(runs.getFirst().accuracy().orElseThrow().top1()).isGreaterThan(80);
        assertThat(runs.getLast().comparedTo(runs.getFirst()).orElseThrow().agreement())
                .isBetween(30.0, 99.9);
        assertThat(runs.getLast().made().bytes()).isLessThan(runs.getFirst().made().bytes() / 2);
    }

    @Test
    @DisplayName(
            "a cancelled JLSS goes on, a smaller plan is found, and all is there after quitting and"
                    + " starting again")
    void cancelsResumesSearchesQuitsAndReopens(FxRobot robot) throws Exception {
        open(robot);
        idle(robot);
        robot.clickOn("#workspace-quantise");
        idle(robot);
        robot.interact(() -> window.view().actions().get("method.jlss").run());
        robot.interact(
                () -> {
                    count(robot).getValueFactory().setValue(8);
                    epochs(robot).getValueFactory().setValue(1);
                });
        robot.interact(() -> window.view().actions().get("quantise.run").run());
        WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> blockIsDone(folder));
        robot.interact(() -> window.session().cancel());
        idle(robot);
        assertThat(text(robot, "#conversion-outcome")).startsWith("Stopped.");

        robot.interact(() -> window.view().actions().get("quantise.run").run());
        idle(robot);
        assertThat(text(robot, "#conversion-outcome"))
                .startsWith("PTS + JLSS W4A4")
                .contains("layers were done before");
        for (String method : List.of("rtn", "pts", "dynamic")) {
            robot.interact(() -> window.view().actions().get("method." + method).run());
            robot.interact(() -> window.view().actions().get("quantise.run").run());
            idle(robot);
        }

        robot.clickOn("#workspace-compare");
        robot.interact(() -> limit(robot).setValue(64));
        robot.interact(() -> window.view().actions().get("compare.accuracy").run());
        idle(robot);
        assertThat(runs(robot).getItems())
                .hasSize(5)
                .allSatisfy(run -> assertThat(run.accuracy()).isPresent());
        fire(robot, "#choice-SEARCH");
        fire(robot, "#width-W16A16");
        robot.interact(() -> window.view().actions().get("compare.search").run());
        idle(robot);
        fire(robot, "#search-verify");
        assertThat(robot.lookup("#search-words").queryAs(Labeled.class).getText())
                .contains("Measured as a whole");
        fire(robot, "#search-use");
        robot.interact(() -> window.view().actions().get("quantise.run").run());
        idle(robot);
        Run smaller = runs(robot).getItems().getLast();
        Run original = runs(robot).getItems().getFirst();
        assertThat(smaller.made().bytes()).isLessThan((long) (0.7 * original.made().bytes()));

        robot.interact(
                () -> {
                    chooseLayer();
                    window.session().selection().basisProperty().set(BasisComparison.Basis.ROTATED);
                    window.session().options().alphaProperty().set(0.65);
                    window.session().notesProperty().set("out_proj of block 4 needs its bits.");
                    window.view().actions().get("session.save").run();
                });
        idle(robot);
        SessionState saved = window.session().files().state();
        List<String> names = runs(robot).getItems().stream().map(Run::name).toList();

        quitAndStartAgain(robot);
        assertThat(window.session().modelProperty().get()).isEmpty();
        robot.interact(
                () -> window.view().actions().search("vim-fmnist.mambascope").getFirst().run());
        idle(robot);
        assertThat(SessionJson.tree(window.session().files().state()))
                .isEqualTo(SessionJson.tree(saved));
        assertThat(window.view().workspaces().chosenProperty().get().id()).isEqualTo("compare");
        assertThat(runs(robot).getItems()).extracting(Run::name).isEqualTo(names);
        assertThat(runs(robot).getItems().get(1).accuracy()).isPresent();
        assertThat(window.session().selection().pointProperty().get().orElseThrow().name())
                .isEqualTo("layers.4.mixer.out_proj.input");
        assertThat(window.session().bases().ofChosen()).isPresent();
    }

    /** The window is closed with all it holds, and another stands on the same user's folder. */
    private void quitAndStartAgain(FxRobot robot) throws TimeoutException {
        robot.interact(
                () -> {
                    window.view().actions().get("quit").run();
                    start(new Stage());
                });
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> Files.notExists(folder.resolve("autosave.mambascope")));
    }

    private void fire(FxRobot robot, String button) throws InterruptedException {
        robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
        idle(robot);
    }

    /** What is done of a conversion that learns is kept beside its target. */
    private static boolean blockIsDone(Path folder) throws IOException {
        Path made = folder.resolve("runs");
        if (!Files.isDirectory(made)) {
            return false;
        }
        try (Stream<Path> files = Files.list(made)) {
            return files.anyMatch(file -> file.toString().endsWith(".partial.safetensors"));
        }
    }

    @SuppressWarnings("unchecked")
    private static Spinner<Integer> epochs(FxRobot robot) {
        return robot.lookup("#epochs").queryAs(Spinner.class);
    }

    private void open(FxRobot robot) {
        robot.interact(
                () -> {
                    window.session().sampleSizeProperty().set(8);
                    window.open(
                            new LaunchRequest(
                                    Optional.of(Path.of("sample-models/vim-fmnist.safetensors")),
                                    List.of(Path.of("sample-images/fashion-mnist"))));
                });
    }

    private void chooseLayer() {
        window.session().modelProperty().get().orElseThrow().network().layers().stream()
                .filter(site -> site.name().equals("layers.4.mixer.out_proj"))
                .forEach(site -> window.session().selection().choose(site.input()));
    }

    private void idle(FxRobot robot) throws InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        robot.interact(() -> window.session().jobs().whenIdle(idle::countDown));
        assertThat(idle.await(240, TimeUnit.SECONDS)).isTrue();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.session().noticeProperty().get()).as("what went wrong").isEmpty();
    }

    private static Slider slider(FxRobot robot) {
        return robot.lookup("#activation-out_proj-4").queryAs(Slider.class);
    }

    /**
     * The SQNR of input and weights together, the last fact of what-if, once it is as expected: it
     * is estimated beside the window's thread.
     */
    private static double ratio(FxRobot robot, DoublePredicate expected) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> shownRatio(robot).stream().anyMatch(expected));
        return shownRatio(robot).getAsDouble();
    }

    private static OptionalDouble shownRatio(FxRobot robot) {
        List<Label> values =
                List.copyOf(robot.lookup("#whatif-facts .fact-value").queryAllAs(Label.class));
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Double.parseDouble(values.getLast().getText().replace(" dB", "")));
    }

    @SuppressWarnings("unchecked")
    private static Spinner<Integer> count(FxRobot robot) {
        return robot.lookup("#calibration-count").queryAs(Spinner.class);
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Integer> limit(FxRobot robot) {
        return robot.lookup("#limit").queryAs(ComboBox.class);
    }

    @SuppressWarnings("unchecked")
    private static TableView<Run> runs(FxRobot robot) {
        return robot.lookup("#runs").queryAs(TableView.class);
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }
}
