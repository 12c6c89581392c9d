package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.experiment.run.Run;
import org.mambascope.image.content.Overlap;
import org.mambascope.model.TinyModels;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.workflow.LocalWorkbench;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

/** Who calibrates with the test images and then compares is told so wherever the result stands. */
@ExtendWith(ApplicationExtension.class)
class OverlapStoryTest {
    private static final int IMAGES = 2 * TinyModels.CLASSES;

    @TempDir Path folder;

    private FxRobot robot;
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
    @DisplayName(
            "calibrated with the test images: the run, the table, the inspector and the report")
    void saysThatAccuracyIsFlattered(FxRobot shared) throws Exception {
        robot = shared;
        Path images = labelledImages();
        Path model = TinyModels.write("Vim", folder);
        robot.interact(() -> window.open(new LaunchRequest(Optional.of(model), List.of(images))));
        idle();

        run("method.rtn");
        run("quantise.run");
        robot.clickOn("#workspace-compare");
        robot.interact(() -> limit().setValue(Integer.MAX_VALUE));
        run("compare.accuracy");

        assertThat(runs().getItems())
                .extracting(Run::overlap)
                .containsExactly(
                        Optional.empty(), Optional.of(new Overlap(IMAGES, IMAGES, IMAGES)));
        assertThat(accuracies()).hasSize(2).satisfies(this::onlyTheLastIsMarked);
        robot.interact(() -> runs().getSelectionModel().clearAndSelect(1));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup(".fact-value").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains(IMAGES + " of " + IMAGES);
        run("session.report");
        assertThat(report()).contains(runs().getItems().getLast().warning().orElseThrow());
    }

    private void onlyTheLastIsMarked(List<? extends String> cells) {
        assertThat(cells.getFirst()).endsWith(")");
        assertThat(cells.getLast()).endsWith("†");
    }

    /** Two of each class, all different. */
    private Path labelledImages() throws IOException {
        Path images = folder.resolve("labelled");
        for (int image = 0; image < IMAGES; image++) {
            Path label = images.resolve(Integer.toString(image % TinyModels.CLASSES));
            Files.createDirectories(label);
            int side = TinyModels.SIDE;
            BufferedImage pixels = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < side * side; i++) {
                pixels.setRGB(i % side, i / side, 0x010307 * (i + 40 * image));
            }
            ImageIO.write(pixels, "png", label.resolve(image + ".png").toFile());
        }
        return images;
    }

    private void run(String action) throws InterruptedException {
        robot.interact(() -> window.view().actions().get(action).run());
        idle();
    }

    private void idle() throws InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        robot.interact(() -> window.session().jobs().whenIdle(idle::countDown));
        assertThat(idle.await(60, TimeUnit.SECONDS)).isTrue();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.session().noticeProperty().get()).as("what went wrong").isEmpty();
    }

    /** What the column of accuracies shows, in the order of the rows. */
    private List<String> accuracies() {
        return robot.from(runs()).lookup(".table-cell").queryAllAs(Labeled.class).stream()
                .filter(cell -> cell.getText() != null && cell.getText().contains(" ("))
                .sorted(Comparator.comparingDouble(cell -> cell.localToScene(0, 0).getY()))
                .map(Labeled::getText)
                .toList();
    }

    private String report() throws Exception {
        Path report = folder.resolve("Vim.html");
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> Files.exists(report));
        return Files.readString(report);
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Integer> limit() {
        return robot.lookup("#limit").queryAs(ComboBox.class);
    }

    @SuppressWarnings("unchecked")
    private TableView<Run> runs() {
        return robot.lookup("#runs").queryAs(TableView.class);
    }
}
