package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;

import org.controlsfx.control.NotificationPane;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@ExtendWith(ApplicationExtension.class)
class NotificationQueueTest {
    private final List<String> answers = new ArrayList<>();
    private NotificationPane pane;
    private NotificationQueue offers;

    @Start
    void start(Stage stage) {
        pane = new NotificationPane(new Region());
        offers = new NotificationQueue(pane);
        // The stage is one for all tests: a window may have left its own ending on it.
        stage.setOnHidden(null);
        stage.setScene(new Scene(pane, 600, 300));
        stage.show();
    }

    @Test
    @DisplayName("questions are asked one after another")
    void oneAfterAnother(FxRobot robot) throws Exception {
        robot.interact(
                () -> {
                    ask("first?");
                    ask("second?");
                });
        shows("first?");

        answer(robot);
        shows("second?");
        answer(robot);

        hidden();
        assertThat(answers).containsExactly("first?", "second?");
    }

    @Test
    @DisplayName("a notice covers a question, which is asked again when the notice was read")
    void noticesComeFirst(FxRobot robot) throws Exception {
        robot.interact(() -> ask("first?"));
        shows("first?");

        robot.interact(() -> offers.tell("The file is damaged."));
        shows("The file is damaged.");
        assertThat(pane.getActions()).isEmpty();

        robot.interact(pane::hide);
        shows("first?");
        answer(robot);
        hidden();
        assertThat(answers).containsExactly("first?");
    }

    @Test
    @DisplayName("a question that is withdrawn goes, and the next one is asked")
    void withdraws(FxRobot robot) throws Exception {
        robot.interact(
                () -> {
                    ask("first?");
                    ask("second?");
                    ask("third?");
                });
        shows("first?");

        robot.interact(
                () -> {
                    offers.withdraw("second?");
                    offers.withdraw("first?");
                });

        shows("third?");
        answer(robot);
        hidden();
    }

    private void ask(String question) {
        offers.ask(
                question,
                List.of(new NotificationQueue.Answer("Yes", () -> answers.add(question))));
    }

    private void answer(FxRobot robot) {
        robot.interact(() -> pane.getActions().getFirst().handle(null));
    }

    /** And goes on showing it. */
    private void shows(String text) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> pane.isShowing() && pane.getText().equals(text));
        WaitForAsyncUtils.sleep(600, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(pane.isShowing()).isTrue();
        assertThat(pane.getText()).isEqualTo(text);
    }

    private void hidden() throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> !pane.isShowing());
        WaitForAsyncUtils.sleep(600, TimeUnit.MILLISECONDS);
        assertThat(pane.isShowing()).isFalse();
    }
}
