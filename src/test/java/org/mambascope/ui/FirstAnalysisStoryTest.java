package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;

import org.controlsfx.control.NotificationPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.image.Picture;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.session.ImageSet;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** From a model without images to its first analysis, and to the user's own images. */
@ExtendWith(ApplicationExtension.class)
class FirstAnalysisStoryTest {
    @TempDir Path folder;

    private final FakeBackend backend = new FakeBackend(4, 6);
    private final ChosenFiles dialogs = new ChosenFiles();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private FxRobot robot;
    private Window window;

    @Start
    void start(Stage stage) {
        window =
                new Window(
                        stage, backend, new Preferences(folder.resolve("settings.json")), dialogs);
        stage.setWidth(1120);
        stage.setHeight(800);
        stage.show();
    }

    @BeforeEach
    void openModel(FxRobot shared) {
        robot = shared;
        robot.interact(() -> window.session().openModel(Path.of("vim.pth")));
        waitFor(() -> isShown("#next-step"));
    }

    @AfterEach
    void endJobs() {
        goOn.countDown();
    }

    @Test
    @DisplayName("weights are there before any image, and images are asked for, not the model")
    void showsWeightsWithoutImages() {
        assertThat(text("#next-step-words")).startsWith("vim is open. Open images");
        assertThat(isShown("#welcome")).isFalse();
        assertThat(cells()).hasSize(16).allMatch(cell -> cell.getText().isEmpty());

        robot.clickOn("#step-weights");
        waitFor(() -> isShown("#token-range"));

        assertThat(cells()).hasSize(16).noneMatch(cell -> cell.getText().isEmpty());
    }

    @Test
    @DisplayName("the first analysis fills the map; after Cancel the page says what is open")
    void cancelsThenAnalyses() {
        holdAnalyses();
        open(Path.of("0.png"), Path.of("1.png"));
        waitFor(() -> cells().stream().anyMatch(cell -> !cell.getText().isEmpty()));
        assertThat(cells()).hasSize(16).anyMatch(cell -> cell.getText().isEmpty());
        assertThat(isShown("#step-analyse-now")).isFalse();

        robot.clickOn("#cancel");
        waitFor(() -> isShown("#step-analyse-now"));
        assertThat(text("#next-step-words"))
                .isEqualTo("vim and 2 images are open, but not analysed.");
        assertThat(isShown("#welcome")).isFalse();
        goOn.countDown();
        robot.clickOn("#step-analyse-now");

        waitFor(() -> text("#status").startsWith("Analysed 2 images"));
        assertThat(isShown("#next-step")).isFalse();
        assertThat(cells()).hasSize(16).noneMatch(cell -> cell.getText().isEmpty());
    }

    @Test
    @DisplayName("a folder without images changes nothing and says so")
    void anEmptyFolderChangesNothing() {
        AnalysisResult before = analysed(Path.of("0.png"), Path.of("1.png"));
        dialogs.folder(Path.of("empty"));

        robot.interact(() -> window.view().actions().get("images.folder").run());

        NotificationPane pane = (NotificationPane) window.view();
        waitFor(pane::isShowing);
        assertThat(pane.getText()).isEqualTo("The folder empty holds no images.");
        assertThat(window.session().observationProperty().getValue()).containsSame(before);
        assertThat(window.session().currentProperty().get()).isTrue();
        assertThat(images().size()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "a cancelled analysis of other images leaves the figures, and says that they are old")
    void aCancelledAnalysisLeavesTheOldOne() {
        AnalysisResult before = analysed(Path.of("0.png"), Path.of("1.png"));
        holdAnalyses();
        open(Path.of("2.png"));
        waitFor(() -> backend.analysed().size() == 2);

        robot.clickOn("#cancel");
        waitFor(() -> text("#status").startsWith("Stopped"));
        assertThat(window.session().observationProperty().getValue()).containsSame(before);
        assertThat(text("#analyse")).isEqualTo("Analyse");
        goOn.countDown();
        robot.clickOn("#analyse");

        waitFor(() -> text("#status").startsWith("Analysed 1 image"));
        assertThat(text("#analyse")).isEmpty();
    }

    @Test
    @DisplayName(
            "own images take the place of the others; on request both are shown, own ones first")
    void ownImagesReplaceTheOthers() {
        analysed(Path.of("samples/0.png"), Path.of("samples/1.png"));
        dialogs.images(Path.of("own/a.png"));

        robot.interact(() -> window.view().actions().get("images.open").run());
        waitFor(() -> names().equals(List.of("a.png")));
        assertThat(sources()).containsExactly("a.png");
        waitFor(() -> ((NotificationPane) window.view()).isShowing());
        robot.interact(
                () ->
                        robot.from(window.view())
                                .lookup("Show both")
                                .queryAs(ButtonBase.class)
                                .fire());

        waitFor(() -> names().equals(List.of("a.png", "0.png", "1.png")));
        assertThat(sources()).containsExactly("a.png", "2 files of samples");
    }

    @Test
    @DisplayName("each source can be taken away")
    void removesASource() {
        analysed(Path.of("samples/0.png"), Path.of("own/a.png"));

        robot.clickOn((Node) robot.lookup(".remove-source").nth(0).query());

        waitFor(() -> names().equals(List.of("a.png")));
        waitFor(() -> text("#status").startsWith("Analysed 1 image"));
        assertThat(sources()).containsExactly("a.png");
    }

    @Test
    @DisplayName("the same image is taken once, whatever path or name it comes by")
    void noticesDuplicates() {
        open(Path.of("0.png"), Path.of("./0.png"), Path.of("twin-of-0.png"), Path.of("1.png"));
        waitFor(() -> text("#status").startsWith("Analysed 2 images"));

        assertThat(images().notes())
                .containsExactly(
                        "./0.png is left out: it is part of 0.png, which is open.",
                        "twin-of-0.png is left out: it has the same pixels as 0.png.");
        assertThat(((NotificationPane) window.view()).getText()).contains("Likewise 1 more");
    }

    private void holdAnalyses() {
        backend.duringAnalysis(
                progress -> {
                    while (goOn.getCount() > 0 && !progress.isCancelled()) {
                        Thread.onSpinWait();
                    }
                });
    }

    private void open(Path... images) {
        robot.interact(() -> window.session().images().open(List.of(images)));
    }

    private AnalysisResult analysed(Path... images) {
        open(images);
        waitFor(() -> text("#status").startsWith("Analysed"));
        return window.session().observationProperty().getValue().orElseThrow();
    }

    private ImageSet images() {
        return window.session().imagesProperty().get().orElseThrow();
    }

    private List<String> names() {
        return window.session().imagesProperty().get().stream()
                .flatMap(set -> set.previews().stream())
                .map(Picture::name)
                .toList();
    }

    private List<String> sources() {
        return robot.lookup("#image-sources .note").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private List<Label> cells() {
        return List.copyOf(robot.lookup("#block-map .cell").queryAllAs(Label.class));
    }

    private boolean isShown(String query) {
        return robot.lookup(query).tryQuery().filter(FirstAnalysisStoryTest::isVisible).isPresent();
    }

    private static boolean isVisible(Node node) {
        return node.isVisible() && (node.getParent() == null || isVisible(node.getParent()));
    }

    private String text(String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
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
