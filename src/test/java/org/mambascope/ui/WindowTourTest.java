package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.ui.preferences.Appearance;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.text.Texts;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** All that the window shows on a way through its workspaces, in both languages and looks. */
@ExtendWith(ApplicationExtension.class)
class WindowTourTest {
    /** A decimal point; one before three digits separates thousands. */
    private static final Pattern POINT = Pattern.compile("\\d\\.\\d{1,2}(?!\\d)");

    @TempDir Path folder;

    private final List<String> shown = new ArrayList<>();
    private final Complaints complaints = new Complaints();
    private Preferences preferences;
    private Stage stage;
    private FxRobot robot;
    private Window window;

    @Start
    void start(Stage empty) {
        stage = empty;
        preferences = new Preferences(folder.resolve("settings.json"));
    }

    @BeforeEach
    void listen(FxRobot shared) {
        robot = shared;
        Logger.getLogger("").addHandler(complaints);
    }

    @AfterEach
    void speakEnglishAgain() {
        Logger.getLogger("").removeHandler(complaints);
        Texts.speak(Locale.ENGLISH);
    }

    @Test
    @DisplayName("in German, numbers have a comma; in both looks no style is missing")
    void inGerman() throws Exception {
        tour(Locale.GERMAN);

        assertThat(shown).anyMatch(text -> text.matches(".*\\d,\\d.*"));
        assertThat(shown).noneMatch(text -> POINT.matcher(text).find());
        assertThat(shown).contains("Top-1 gegen Größe");
        assertThat(complaints.messages).isEmpty();
    }

    @Test
    @DisplayName("in English, numbers have a point; in both looks no style is missing")
    void inEnglish() throws Exception {
        tour(Locale.ENGLISH);

        assertThat(shown).anyMatch(text -> POINT.matcher(text).find());
        assertThat(shown).contains("Top-1 against size");
        assertThat(complaints.messages).isEmpty();
    }

    private void tour(Locale language) throws Exception {
        Texts.speak(language);
        robot.interact(this::open);
        idle();
        robot.clickOn("#cell-x_proj-1");
        look();
        robot.clickOn("#workspace-quantise");
        run("quantise.run");
        look();
        robot.clickOn("#workspace-compare");
        run("compare.accuracy");
        run("compare.time");
        look();
        for (String card : List.of("palette", "keys", "preferences", "about", "log")) {
            run(card);
        }
    }

    private void open() {
        window =
                new Window(
                        stage,
                        new FakeBackend(4, 6),
                        preferences,
                        new ChosenFiles().folder(folder));
        stage.setWidth(1120);
        stage.setHeight(800);
        stage.show();
        window.open(
                new LaunchRequest(
                        Optional.of(Path.of("vim.pth")),
                        List.of(Path.of("0.png"), Path.of("1.png"))));
    }

    /** In both looks. */
    private void look() throws InterruptedException {
        for (Appearance appearance : List.of(Appearance.DARK, Appearance.LIGHT)) {
            robot.interact(() -> preferences.choose(appearance));
            idle();
        }
        collect(stage.getScene().getRoot());
    }

    private void collect(Node node) {
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            shown.add(labeled.getText());
            Optional.ofNullable(labeled.getTooltip()).map(Tooltip::getText).ifPresent(shown::add);
        } else if (node instanceof Text text) {
            shown.add(text.getText());
        }
        Optional.ofNullable(node.getAccessibleText()).ifPresent(shown::add);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::collect);
        }
    }

    private void run(String action) throws InterruptedException {
        robot.interact(() -> window.view().actions().get(action).run());
        idle();
    }

    private void idle() throws InterruptedException {
        CountDownLatch idle = new CountDownLatch(1);
        robot.interact(() -> window.session().jobs().whenIdle(idle::countDown));
        assertThat(idle.await(20, TimeUnit.SECONDS)).isTrue();
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** What JavaFX says of styles that it cannot read or resolve. */
    private static final class Complaints extends Handler {
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord logged) {
            boolean warns = logged.getLevel().intValue() >= Level.WARNING.intValue();
            if (warns && String.valueOf(logged.getLoggerName()).startsWith("javafx")) {
                messages.add(logged.getLoggerName() + ": " + logged.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
