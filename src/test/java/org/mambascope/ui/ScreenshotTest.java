package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.TinyDetector;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.preferences.Appearance;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.LocalWorkbench;
import org.mambascope.workflow.Workbench;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

/** Leaves pictures of the window in {@code target/screenshots}, for people to look at. */
@Tag("screenshot")
@ExtendWith(ApplicationExtension.class)
class ScreenshotTest {
    private static final int MOST_SNAPSHOTS = 8;
    private static final Path FOLDER = Path.of("target/screenshots");

    @TempDir Path settings;

    private Preferences preferences;
    private Stage stage;
    private Window window;

    /** The stage is not shown: the headless screen is smaller than the pictures. */
    @Start
    void start(Stage empty) {
        stage = empty;
        preferences = new Preferences(settings.resolve("settings.json"));
    }

    @Test
    void theWindowIsPicturedEmptyAndWithTheSample() throws Exception {
        fill(new LocalWorkbench());
        takePictures("welcome");
        open(
                Path.of("sample-models/vim-fmnist.safetensors"),
                Path.of("sample-images/fashion-mnist"));
        takePictures("observe");
        onWindow(
                () -> {
                    window.session().pinned().pin();
                    window.session().selection().scopeProperty().set(ImageScope.OVERLAY);
                    return null;
                });
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> !window.session().overlaid().isEmpty());
        takePicture("overlay", Appearance.LIGHT, 1, 1280, 800);
        onWindow(
                () -> {
                    window.session().selection().sourceProperty().set(ObservedSource.WEIGHTS);
                    return null;
                });
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> window.session().layers().getValue().size() == 48);
        WaitForAsyncUtils.waitForFxEvents();
        takePicture("weights", Appearance.DARK, 1, 1280, 800);
        onWindow(
                () -> {
                    window.session().pinned().unpin();
                    window.session().selection().scopeProperty().set(ImageScope.AVERAGE);
                    window.session().selection().sourceProperty().set(ObservedSource.SCANS);
                    return null;
                });
        idle();
        takePictures("scans");
        onWindow(
                () -> {
                    window.session().selection().sourceProperty().set(ObservedSource.ACTIVATIONS);
                    window.session().selection().basisProperty().set(BasisComparison.Basis.ROTATED);
                    return null;
                });
        idle();
        takePictures("bases");
        for (String card :
                List.of("palette", "keys", "preferences", "about", "log", "model.describe")) {
            onWindow(
                    () -> {
                        window.view().actions().get(card).run();
                        return null;
                    });
            takePicture(card, Appearance.LIGHT, 1, 1280, 800);
            takePicture(card, Appearance.DARK, 1.5, 1280, 800);
        }

        try (var files = Files.list(FOLDER)) {
            assertThat(files).hasSizeGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void theWindowIsPicturedInGerman() throws Exception {
        Texts.speak(Locale.GERMAN);
        try {
            fill(new LocalWorkbench());
            open(
                    Path.of("sample-models/vim-fmnist.safetensors"),
                    Path.of("sample-images/fashion-mnist"));
            onWindow(
                    () -> {
                        window.session()
                                .selection()
                                .basisProperty()
                                .set(BasisComparison.Basis.SMOOTHED);
                        return null;
                    });
            idle();
            takePicture("german", Appearance.LIGHT, 1, 1280, 800);
            takePicture("german", Appearance.DARK, 1.5, 1920, 1080);
        } finally {
            Texts.speak(Locale.ENGLISH);
        }

        assertThat(FOLDER.resolve("german-1280x800-light.png")).isNotEmptyFile();
    }

    @Test
    void theWindowIsPicturedWithALargeModelBusyAndTellingAProblem() throws Exception {
        FakeBackend backend = new FakeBackend(24, 14);
        fill(backend);
        open(Path.of("vim_t_midclstok_76p1acc.pth"), Path.of("0.png"), Path.of("1.png"));
        takePicture("large", Appearance.LIGHT, 1, 1280, 800);
        double idle = heightOf(".map-card");
        CountDownLatch pictured = new CountDownLatch(1);
        backend.duringAnalysis(progress -> await(pictured));
        onWindow(
                () -> {
                    window.session().images().add(List.of(Path.of("broken.png")));
                    return null;
                });
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> backend.analysed().size() == 2);

        assertThat(heightOf(".map-card")).as("the map keeps its height").isEqualTo(idle);
        takePicture("busy", Appearance.LIGHT, 1, 1280, 800);
        takePicture("busy", Appearance.DARK, 1, 1280, 800);

        pictured.countDown();
        assertThat(FOLDER.resolve("busy-1280x800-light.png")).isNotEmptyFile();
    }

    @Test
    @SuppressWarnings("unchecked")
    void quantiseAndCompareArePictured() throws Exception {
        fill(new LocalWorkbench());
        open(
                Path.of("sample-models/vim-fmnist.safetensors"),
                Path.of("sample-images/fashion-mnist"));
        choose("quantise");
        takePictures("quantise");
        run("method.rtn", "quantise.run");
        onWindow(
                () -> {
                    spinner("#calibration-count").getValueFactory().setValue(16);
                    spinner("#epochs").getValueFactory().setValue(3);
                    return null;
                });
        run("method.jlss", "quantise.run");
        takePicture("learned", Appearance.LIGHT, 1, 1280, 800);
        choose("compare");
        takePicture("compare-empty", Appearance.LIGHT, 1, 1280, 800);
        run("compare.accuracy", "compare.time");
        onWindow(
                () -> {
                    TableView<?> runs = (TableView<?>) stage.getScene().lookup("#runs");
                    runs.getSelectionModel().selectAll();
                    runs.getSelectionModel().clearSelection(0);
                    return null;
                });
        idle();
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () ->
                        stage.getScene().lookup("#verdict") instanceof Labeled verdict
                                && verdict.getText().contains("McNemar"));
        takePictures("compare");
        press("#choice-CONFUSION");
        takePictures("compare-confusion");
        takePicture("compare-confusion", Appearance.DARK, 1, 1920, 1080);
        Label row = (Label) stage.getScene().lookup(".confusion-name");
        assertThat(row.getText()).isEqualTo("T-shirt/top");
        assertThat(row.isVisible()).as("a row is named where there is room").isTrue();
        onWindow(
                () -> {
                    ((ComboBox<Integer>) stage.getScene().lookup("#limit")).setValue(64);
                    return null;
                });
        run("compare.sensitivity");
        press("#choice-SENSITIVITY");
        takePictures("compare-sensitivity");
        run("compare.search");
        press("#choice-SEARCH");
        press("#search-verify");
        takePictures("compare-search");
        press("#width-W16A16");
        run("compare.search");
        press("#choice-SIZE_AND_LATENCY");
        onWindow(
                () -> {
                    ((Slider) stage.getScene().lookup("#budget-latency")).setValue(0.8);
                    return null;
                });
        idle();
        press("#search-verify");
        press("#search-convert");
        takePictures("compare-search-both");
        onWindow(
                () -> {
                    TableView<?> runs = (TableView<?>) stage.getScene().lookup("#runs");
                    runs.getSelectionModel().clearAndSelect(1);
                    return null;
                });
        run("compare.observe");
        choose("observe");
        takePictures("beside");

        assertThat(FOLDER.resolve("quantise-1280x800-light.png")).isNotEmptyFile();
    }

    @Test
    void theWindowIsPicturedAtItsSmallest() throws Exception {
        FakeBackend backend = new FakeBackend(12, 8);
        fill(backend);
        onWindow(
                () -> {
                    window.session().openModel(Path.of("vim.pth"));
                    return null;
                });
        idle();
        takePicture("small-first", Appearance.LIGHT, 1, 900, 640);
        takePicture("small-first", Appearance.DARK, 1, 1280, 800);
        open(Path.of("vim.pth"), Path.of("samples/0.png"), Path.of("own/1.png"));
        for (String workspace : List.of("observe", "quantise", "compare")) {
            choose(workspace);
            takePicture("small-" + workspace, Appearance.LIGHT, 1, 900, 640);
            takePicture("small-" + workspace, Appearance.DARK, 1, 900, 640);
            assertThat(onWindow(() -> stage.getScene().getRoot().minWidth(-1)))
                    .as("narrowest " + workspace)
                    .isLessThanOrEqualTo(900);
        }
        onWindow(
                () -> {
                    window.session().notesProperty().set("Look at block 2.");
                    window.view().actions().get("quit").run();
                    return null;
                });
        takePicture("leaving", Appearance.LIGHT, 1, 900, 640);
        takePicture("leaving", Appearance.DARK, 1, 1280, 800);
    }

    @Test
    void aDetectorIsPicturedInAllWorkspaces() throws Exception {
        fill(new LocalWorkbench());
        open(TinyDetector.MODEL, TinyDetector.annotatedImages(settings.resolve("annotated")));
        idle();
        takePicture("detector-observe", Appearance.LIGHT, 1, 1280, 800);
        takePicture("detector-observe", Appearance.DARK, 1, 900, 640);
        onWindow(
                () -> {
                    @SuppressWarnings("unchecked")
                    ComboBox<Object> stages = (ComboBox<Object>) stage.getScene().lookup("#stage");
                    stages.getSelectionModel().select(2);
                    return null;
                });
        takePicture("detector-stage", Appearance.LIGHT, 1, 1280, 800);
        choose("quantise");
        takePicture("detector-quantise", Appearance.LIGHT, 1, 1280, 800);
        run("method.pts", "quantise.run");
        takePicture("detector-quantised", Appearance.DARK, 1, 1280, 800);
        choose("compare");
        takePicture("detector-unmeasured", Appearance.LIGHT, 1, 1280, 800);
        run("compare.accuracy");
        onWindow(
                () -> {
                    TableView<?> runs = (TableView<?>) stage.getScene().lookup("#runs");
                    runs.getSelectionModel().selectAll();
                    return null;
                });
        idle();
        takePicture("detector-compare", Appearance.LIGHT, 1, 1280, 800);
        takePicture("detector-compare", Appearance.DARK, 1, 900, 640);

        assertThat(FOLDER.resolve("detector-compare-1280x800-light.png")).isNotEmptyFile();
    }

    private void press(String button) throws Exception {
        onWindow(
                () -> {
                    ((ButtonBase) stage.getScene().lookup(button)).fire();
                    return null;
                });
        idle();
    }

    private void run(String... actions) throws Exception {
        for (String action : actions) {
            onWindow(
                    () -> {
                        window.view().actions().get(action).run();
                        return null;
                    });
            idle();
        }
    }

    @SuppressWarnings("unchecked")
    private Spinner<Integer> spinner(String query) {
        return (Spinner<Integer>) stage.getScene().lookup(query);
    }

    private void choose(String workspace) throws Exception {
        onWindow(
                () -> {
                    window.view().workspaces().choose(workspace);
                    return null;
                });
        idle();
    }

    private void idle() throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        onWindow(
                () -> {
                    window.session().jobs().whenIdle(idle::countDown);
                    return null;
                });
        assertThat(idle.await(300, TimeUnit.SECONDS)).isTrue();
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.session().noticeProperty().get()).as("what went wrong").isEmpty();
    }

    private void fill(Workbench backend) throws Exception {
        window = onWindow(() -> new Window(stage, backend, preferences, new ChosenFiles()));
    }

    private void open(Path model, Path... images) throws Exception {
        onWindow(
                () -> {
                    window.open(new LaunchRequest(Optional.of(model), List.of(images)));
                    return null;
                });
        WaitForAsyncUtils.waitFor(
                60,
                TimeUnit.SECONDS,
                () -> window.session().observationProperty().getValue().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private double heightOf(String node) throws Exception {
        return onWindow(
                () -> {
                    lay(1280, 800);
                    return stage.getScene().lookup(node).getLayoutBounds().getHeight();
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takePictures(String name) throws Exception {
        for (Appearance appearance : List.of(Appearance.LIGHT, Appearance.DARK)) {
            for (double zoom : List.of(1.0, 1.5)) {
                takePicture(name, appearance, zoom, 1280, 800);
                takePicture(name, appearance, zoom, 1920, 1080);
            }
        }
    }

    private void takePicture(String name, Appearance appearance, double zoom, int width, int height)
            throws Exception {
        onWindow(
                () -> {
                    preferences.choose(appearance);
                    preferences.zoom(0);
                    preferences.zoom((int) ((zoom - 1) / 0.125));
                    lay(width, height);
                    return null;
                });
        WritableImage picture = settled(width, height);
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
        write(
                picture,
                "%s-%dx%d-%s%s.png"
                        .formatted(name, width, height, appearance, zoom > 1 ? "-large" : ""));
    }

    /** A stage that is not shown needs several goes until all of it has its size and colours. */
    private WritableImage settled(int width, int height) throws Exception {
        WritableImage before = snapshot(width, height);
        for (int i = 0; i < MOST_SNAPSHOTS; i++) {
            WritableImage now = snapshot(width, height);
            if (i > 0 && same(before, now)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private WritableImage snapshot(int width, int height) throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        return onWindow(
                () -> {
                    remind();
                    lay(width, height);
                    return stage.getScene().getRoot().snapshot(null, null);
                });
    }

    private static boolean same(WritableImage one, WritableImage other) {
        return Arrays.equals(pixels(one), pixels(other));
    }

    private static int[] pixels(WritableImage picture) {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return pixels;
    }

    /** Nodes that wait to be drawn are forgotten by a stage that is not shown. */
    private void remind() {
        Parent root = stage.getScene().getRoot();
        stage.getScene().setRoot(new Group());
        stage.getScene().setRoot(root);
    }

    /** What a shown stage does on every pulse. */
    private void lay(int width, int height) {
        Parent root = stage.getScene().getRoot();
        root.resize(width, height);
        root.applyCss();
        root.layout();
    }

    private static void write(WritableImage picture, String name) throws IOException {
        Files.createDirectories(FOLDER);
        ImageIO.write(
                SwingFXUtils.fromFXImage(picture, null),
                "png",
                FOLDER.resolve(name.toLowerCase(Locale.ROOT)).toFile());
    }

    private static <T> T onWindow(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, action);
    }
}
