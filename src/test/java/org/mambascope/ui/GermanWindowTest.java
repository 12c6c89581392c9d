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
import org.mambascope.ui.session.Preferences;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The whole window in German: its words and its numbers. */
@ExtendWith(ApplicationExtension.class)
class GermanWindowTest {
    /** A decimal point; one before three digits separates thousands. */
    private static final Pattern POINT = Pattern.compile("\\d\\.\\d{1,2}(?!\\d)");

    @TempDir Path folder;

    private Stage stage;
    private FxRobot robot;
    private Window window;

    @Start
    void start(Stage empty) {
        stage = empty;
    }

    @BeforeEach
    void open(FxRobot shared) throws Exception {
        Texts.speak(Locale.GERMAN);
        robot = shared;
        robot.interact(
                () -> {
                    window =
                            new Window(
                                    stage,
                                    new FakeBackend(4, 6),
                                    new Preferences(folder.resolve("settings.json")),
                                    new ChosenFiles().folder(folder));
                    stage.setWidth(1400);
                    stage.setHeight(900);
                    stage.show();
                    window.open(
                            new LaunchRequest(
                                    Optional.of(Path.of("vim.pth")),
                                    List.of(Path.of("0.png"), Path.of("1.png"))));
                });
        idle();
    }

    @AfterEach
    void speakEnglishAgain() {
        Texts.speak(Locale.ENGLISH);
    }

    @Test
    @DisplayName("numbers have a comma in every workspace, on tooltips too")
    void writesNumbersWithAComma() throws Exception {
        List<String> shown = new ArrayList<>();
        robot.clickOn("#cell-x_proj-1");
        idle();
        collect(stage.getScene().getRoot(), shown);
        robot.clickOn("#workspace-quantise");
        run("quantise.run");
        collect(stage.getScene().getRoot(), shown);
        robot.clickOn("#workspace-compare");
        run("compare.accuracy");
        run("compare.time");
        collect(stage.getScene().getRoot(), shown);

        assertThat(shown).anyMatch(text -> text.matches(".*\\d,\\d.*"));
        assertThat(shown).noneMatch(text -> POINT.matcher(text).find());
        assertThat(shown).contains("Top-1 gegen Größe");
    }

    private static void collect(Node node, List<String> shown) {
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            shown.add(labeled.getText());
            Optional.ofNullable(labeled.getTooltip()).map(Tooltip::getText).ifPresent(shown::add);
        } else if (node instanceof Text text) {
            shown.add(text.getText());
        }
        Optional.ofNullable(node.getAccessibleText()).ifPresent(shown::add);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, shown));
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
}
