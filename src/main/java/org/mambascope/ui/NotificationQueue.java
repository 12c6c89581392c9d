package org.mambascope.ui;

import org.controlsfx.control.NotificationPane;
import org.controlsfx.control.action.Action;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Questions and notices at the top of the window, one at a time: a notice comes before questions.
 */
final class NotificationQueue {
    /**
     * A button.
     *
     * @param text on it
     * @param action of it
     */
    record Answer(String text, Runnable action) {}

    private record Question(String text, List<Answer> answers) {}

    private final NotificationPane pane;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private Optional<Question> asked = Optional.empty();

    NotificationQueue(NotificationPane pane) {
        this.pane = pane;
        pane.setOnHidden(event -> goOn());
    }

    /** Asks something that may also be left unanswered, when what is shown now is over. */
    void ask(String text, List<Answer> answers) {
        waiting.addLast(new Question(text, answers));
        if (!pane.isShowing()) {
            next();
        }
    }

    /** Asks no longer what can still be answered elsewhere. */
    void withdraw(String text) {
        waiting.removeIf(question -> question.text().equals(text));
        if (asked.filter(question -> question.text().equals(text)).isPresent()) {
            asked = Optional.empty();
            pane.hide();
        }
    }

    /** Says something; a question that it covers is asked again afterwards. */
    void tell(String text) {
        asked.ifPresent(waiting::addFirst);
        asked = Optional.empty();
        pane.getActions().clear();
        show(text);
    }

    /** A pane that is told to show something else hides first: then nothing is to be done. */
    private void goOn() {
        if (!pane.isShowing()) {
            next();
        }
    }

    private void next() {
        asked = Optional.ofNullable(waiting.pollFirst());
        asked.ifPresent(this::show);
    }

    private void show(Question question) {
        pane.getActions().setAll(question.answers().stream().map(this::button).toList());
        show(question.text());
    }

    private Action button(Answer answer) {
        return new Action(
                answer.text(),
                event -> {
                    asked = Optional.empty();
                    pane.hide();
                    answer.action().run();
                });
    }

    private void show(String text) {
        pane.show(text, new FontIcon(MaterialDesignA.ALERT_CIRCLE_OUTLINE));
    }
}
