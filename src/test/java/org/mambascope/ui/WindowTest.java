package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.controlsfx.control.NotificationPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.activation.Measure;
import org.mambascope.model.Assumption;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.ui.preferences.Preferences;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What users do, from the first click to a saved figure. */
@ExtendWith(ApplicationExtension.class)
class WindowTest {
    private static final List<String> CARDS =
            List.of("#tokens-channels", "#token-range", "#channel-outliers", "#long-tail");

    @TempDir Path folder;

    private final FakeBackend backend = new FakeBackend(4, 6);
    private final ChosenFiles dialogs = new ChosenFiles();
    private FxRobot robot;
    private Window window;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        window =
                new Window(
                        stage, backend, new Preferences(folder.resolve("settings.json")), dialogs);
        stage.setWidth(1120);
        stage.setHeight(800);
        stage.show();
    }

    @BeforeEach
    void chooseFiles(FxRobot shared) {
        robot = shared;
        dialogs.model(Path.of("vim.pth")).images(Path.of("0.png"), Path.of("1.png")).folder(folder);
    }

    @Test
    void opensModelAndImagesAndShowsWhereTheModelIsFragile() {
        robot.clickOn("#welcome-open");
        waitFor(() -> text("#model-name").equals("vim"));
        waitFor(() -> robot.lookup("#images-open-files").tryQuery().isPresent());
        robot.clickOn("#images-open-files");
        waitFor(() -> text("#status").equals("Analysed 2 images in 0.4 s"));

        assertThat(text("#image-count")).isEqualTo("2");
        assertThat(text("#finding")).contains("out_proj has the longest tail");
        assertThat(robot.lookup("#observe").queryAs(Node.class).isVisible()).isTrue();
        assertThat(robot.lookup("#welcome").queryAs(Node.class).isVisible()).isFalse();
        Node legend = robot.lookup("#map-legend").query();
        assertThat(legend.isVisible()).isTrue();
        assertThat(legend.getAccessibleText()).matches("Colours from \\S+ to \\S+");
    }

    @Test
    void shrinksToASmallScreen() {
        open();
        assertThat(stage.getMinWidth()).isLessThanOrEqualTo(900);
        assertThat(stage.getMinHeight()).isLessThanOrEqualTo(640);
        assertThat(stage.getScene().getRoot().minWidth(-1)).isLessThanOrEqualTo(900);
    }

    @Test
    void shortcutsOpenToo() {
        robot.press(KeyCode.CONTROL).type(KeyCode.O).release(KeyCode.CONTROL);
        waitFor(() -> text("#model-name").equals("vim"));
        robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
        waitFor(() -> text("#status").startsWith("Analysed"));

        assertThat(backend.loadedOn()).hasSize(1);
        assertThat(backend.analysed()).containsExactly(2);
    }

    @Test
    void aClickOnTheMapUpdatesAllFourFigures() {
        open();
        List<int[]> before = plots();

        robot.clickOn("#cell-x_proj-0");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(crumbs()).containsSubsequence("Block 0", "x_proj", "input");
        List<int[]> after = plots();
        for (int i = 0; i < CARDS.size(); i++) {
            assertThat(after.get(i)).as(CARDS.get(i)).isNotEqualTo(before.get(i));
        }
    }

    @Test
    void arrowsMoveOnTheMap() {
        open();
        robot.clickOn("#cell-x_proj-0");

        robot.type(KeyCode.RIGHT).type(KeyCode.UP);

        assertThat(crumbs()).containsSubsequence("Block 1", "in_proj", "input");
    }

    @Test
    void aClickInAPlotChoosesTheTokenEverywhere() {
        open();
        List<int[]> before = plots();
        robot.clickOn(inside("#token-range .plot", 0.25, 0.5));
        WaitForAsyncUtils.waitForFxEvents();

        String title = text("#token-title");
        assertThat(title).matches("Token \\d+").isNotEqualTo("Token 3");
        assertThat(text("#token-place")).matches("row \\d, column \\d");
        assertThat(plots().getFirst()).isNotEqualTo(before.getFirst());

        robot.type(KeyCode.RIGHT);
        assertThat(text("#token-title")).isNotEqualTo(title);
    }

    @Test
    void thePointerReadsValues() {
        open();

        robot.moveTo(inside("#tokens-channels .plot", 0.5, 0.5));
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(subtitle("#tokens-channels")).contains("channel");
    }

    @Test
    void theThresholdDecidesWhichChannelsAreOutliers() {
        open();
        assertThat(subtitle("#channel-outliers")).contains("6 × median");

        robot.clickOn("#threshold");
        robot.type(KeyCode.HOME);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(subtitle("#channel-outliers")).contains("above 2 × median");
    }

    @Test
    void aRunningAnalysisCanBeCancelledAndRunAgain() {
        CountDownLatch asked = new CountDownLatch(1);
        backend.duringAnalysis(
                progress -> {
                    while (asked.getCount() > 0 && !progress.isCancelled()) {
                        Thread.onSpinWait();
                    }
                });
        robot.clickOn("#welcome-open");
        waitFor(() -> robot.lookup("#images-open-files").tryQuery().isPresent());
        robot.clickOn("#images-open-files");
        waitFor(() -> text("#status").equals("Images: 1 of 2"));

        robot.clickOn("#cancel");
        waitFor(() -> text("#status").equals("Not analysed yet"));
        assertThat(window.session().observationProperty().getValue()).isEmpty();

        asked.countDown();
        robot.type(KeyCode.F5);
        waitFor(() -> text("#status").startsWith("Analysed"));
    }

    @Test
    void oneImageIsShownAlone() {
        open();

        robot.clickOn("#thumbnail-1");
        robot.clickOn("#choice-ONE");
        waitFor(() -> text("#status").equals("Analysed 1 image in 0.4 s"));

        assertThat(text("#picture-caption")).startsWith("1.png");
    }

    @Test
    void aDarkWindowIsRemembered() {
        robot.clickOn("#appearance").clickOn("#appearance-dark");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(stage.getScene().getStylesheets()).anyMatch(name -> name.endsWith("dark.css"));
        assertThat(folder.resolve("settings.json")).content().contains("DARK");
    }

    @Test
    void aFigureIsSavedFromItsCard() {
        open();

        robot.clickOn("#long-tail-save").clickOn("SVG");

        waitFor(() -> saved().anyMatch(name -> name.endsWith("long-tail.svg")));
        assertThat(saved().filter(name -> name.endsWith(".svg"))).hasSize(1);
    }

    @Test
    void aProblemIsToldInOneSentence() {
        dialogs.model(Path.of("broken.pth"));

        robot.clickOn("#welcome-open");

        NotificationPane pane = (NotificationPane) stage.getScene().getRoot();
        waitFor(pane::isShowing);
        assertThat(pane.getText()).isEqualTo("The file broken.pth is damaged: fetch it again.");

        robot.type(KeyCode.ESCAPE);
        waitFor(() -> !pane.isShowing());
    }

    @Test
    void thePaletteRunsCommandsFromTheKeyboardAlone() {
        open();

        robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
        waitFor(() -> robot.lookup("#palette-field").tryQuery().isPresent());
        TextField field = robot.lookup("#palette-field").query();
        waitFor(field::isFocused);
        // What a view holds only weakly is gone after this.
        System.gc();
        robot.write("outlier");
        waitFor(() -> field.getText().equals("outlier"));
        WaitForAsyncUtils.waitForFxEvents();
        robot.type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(window.session().selection().measureProperty().get())
                .isEqualTo(Measure.OUTLIER_RATIO);
        assertThat(robot.lookup("#overlay").<Node>query().isVisible()).isFalse();
    }

    @Test
    void escapeClosesACardAndStopsNothing() {
        robot.type(KeyCode.F1);
        assertThat(robot.lookup("#cheat-sheet").tryQuery()).isPresent();

        robot.type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#cheat-sheet").tryQuery()).isEmpty();
    }

    @Test
    void textsGrowUpToHalfAgainTheirSizeAndComeBack() {
        double usual = size("#status");

        for (int i = 0; i < 6; i++) {
            robot.press(KeyCode.CONTROL).type(KeyCode.EQUALS).release(KeyCode.CONTROL);
        }
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(size("#status")).isCloseTo(1.5 * usual, within(0.1));
        assertThat(size("#show-tasks")).isGreaterThan(14);

        robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT0).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(size("#status")).isCloseTo(usual, within(0.01));
    }

    @Test
    void tasksListWhatRanAndHowLongItTook() {
        open();

        robot.press(KeyCode.CONTROL).type(KeyCode.J).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#task-list .task-name").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("Analysing 2 images", "Opening vim.pth");
    }

    @Test
    void theAnalysisIsCopiedAsACommandLine() {
        open();

        robot.press(KeyCode.CONTROL, KeyCode.SHIFT)
                .type(KeyCode.C)
                .release(KeyCode.SHIFT, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();

        String copied =
                WaitForAsyncUtils.waitForAsyncFx(
                        5_000, () -> Clipboard.getSystemClipboard().getString());
        assertThat(copied)
                .isEqualTo(
                        "mambascope analyze vim.pth --images 0.png 1.png --out analysis"
                                + " --outlier-threshold 6 --bins 110");
    }

    @Test
    void weightsAreShownInTheSamePlotsAndPanels() {
        open();
        String before = robot.lookup("#layer-facts .fact-value").queryAs(Label.class).getText();

        robot.clickOn("#choice-WEIGHTS");
        waitFor(() -> crumbs().contains("weights"));

        assertThat(robot.lookup("#inspector").<Node>query().isVisible()).isTrue();
        assertThat(robot.lookup("#layer-facts .fact-value").queryAs(Label.class).getText())
                .isNotEqualTo(before);
        assertThat(text("#token-range .heading")).isEqualTo("Output-wise range");
    }

    @Test
    void anotherModelIsComparedOnTheSameAxesAndSwapped() {
        open();
        robot.press(KeyCode.CONTROL).type(KeyCode.P).release(KeyCode.CONTROL);
        waitFor(() -> robot.lookup("#pin-swap").<Node>query().isVisible());

        robot.clickOn("#pin-swap");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.session().options().swappedProperty().get()).isTrue();

        robot.clickOn("#pin-remove");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.session().pinned().property().get()).isEmpty();
        assertThat(window.session().options().swappedProperty().get()).isFalse();
    }

    @Test
    void whatTheWeightsCannotTellIsAskedForOnceAndUsed() {
        backend.assume(new Assumption("stride", "16", "patches side by side"));
        open();
        waitFor(() -> robot.lookup("#description").tryQuery().isPresent());
        assertThat(text("#description-command"))
                .isEqualTo("mambascope inspect vim.pth --set stride=16");

        robot.interact(
                () -> robot.lookup("#argument-stride").queryAs(TextField.class).setText("8"));
        robot.clickOn("#description-use");
        waitFor(() -> backend.loadedOn().size() == 2);

        assertThat(backend.described()).hasSize(1);
        assertThat(backend.described().getFirst().arguments()).containsEntry("stride", "8");
        assertThat(robot.lookup("#description").tryQuery()).isEmpty();
    }

    @Test
    void weightsThatFitTwoReadingsAreAQuestionWhoseAnswerOpensThem() {
        robot.interact(() -> window.session().openModel(Path.of("undecided.pth")));
        waitFor(() -> robot.lookup("#readings").tryQuery().isPresent());
        assertThat(window.session().modelProperty().get()).isEmpty();

        robot.clickOn("#reading-1");
        waitFor(() -> window.session().modelProperty().get().isPresent());

        assertThat(backend.decided()).containsExactly(Map.of("img_size", "32", "stride", "2"));
        assertThat(robot.lookup("#readings").tryQuery()).isEmpty();
    }

    @Test
    void anInputIsShownBesideItselfInAnotherBasis() {
        open();
        assertThat(robot.lookup("#tokens-channels-beside").tryQuery()).isEmpty();

        robot.interact(
                () ->
                        robot.lookup("#basis")
                                .<ComboBox<BasisComparison.Basis>>query()
                                .setValue(BasisComparison.Basis.ROTATED));
        waitFor(() -> robot.lookup("#tokens-channels-beside").tryQuery().isPresent());
        assertThat(text("#basis-words")).contains("Best: mean removed");

        robot.clickOn("#side-by-side");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup("#tokens-channels-beside").tryQuery()).isEmpty();
        assertThat(robot.lookup("#tokens-channels").tryQuery()).isPresent();
    }

    @Test
    void theInsideOfScansIsAClickAway() {
        open();

        robot.clickOn("#choice-SCANS");
        waitFor(() -> crumbs().contains("output y"));
        robot.clickOn("#cell-delta-2");
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(crumbs()).contains("Block 2", "delta", "Δ after softplus");
    }

    private double size(String query) {
        return robot.lookup(query).queryAs(Labeled.class).getFont().getSize();
    }

    private void open() {
        robot.interact(
                () ->
                        window.open(
                                new LaunchRequest(
                                        Optional.of(Path.of("vim.pth")),
                                        List.of(Path.of("0.png"), Path.of("1.png")))));
        waitFor(() -> text("#status").startsWith("Analysed"));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Stream<String> saved() {
        return Arrays.stream(folder.toFile().list());
    }

    private String text(String query) {
        return robot.lookup(query).queryAs(Labeled.class).getText();
    }

    private String subtitle(String card) {
        return text(card + " .subtitle");
    }

    private List<String> crumbs() {
        return robot.lookup("#crumbs .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private Point2D inside(String query, double x, double y) {
        Bounds bounds =
                robot.lookup(query)
                        .<Node>query()
                        .localToScreen(robot.lookup(query).<Node>query().getBoundsInLocal());
        return new Point2D(
                bounds.getMinX() + x * bounds.getWidth(),
                bounds.getMinY() + y * bounds.getHeight());
    }

    private List<int[]> plots() {
        return CARDS.stream().map(card -> pixels(card + " .plot")).toList();
    }

    private int[] pixels(String query) {
        Image image =
                WaitForAsyncUtils.waitForAsyncFx(
                        5_000, () -> robot.lookup(query).<Node>query().snapshot(null, null));
        PixelReader reader = image.getPixelReader();
        int width = (int) image.getWidth();
        int[] pixels = new int[width * (int) image.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = reader.getArgb(i % width, i / width);
        }
        return pixels;
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
