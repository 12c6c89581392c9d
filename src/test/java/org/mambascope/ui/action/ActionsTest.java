package org.mambascope.ui.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class ActionsTest {
    private final List<String> done = new ArrayList<>();
    private final Actions actions = new Actions();

    @Test
    @DisplayName("letters find actions whose words begin with them before others")
    void findsByLetters() {
        add("save", "Save figure");
        add("figures", "All safe and sound");
        add("open", "Open model…");

        assertThat(actions.search("sf")).extracting(Action::id).containsExactly("save", "figures");
        assertThat(actions.search("opmo")).extracting(Action::id).containsExactly("open");
        assertThat(actions.search("xyz")).isEmpty();
    }

    @Test
    @DisplayName("without letters all actions stand in their order")
    void showsAllWithoutLetters() {
        add("b", "Beta");
        add("a", "Alpha");

        assertThat(actions.search("")).extracting(Action::id).containsExactly("b", "a");
    }

    @Test
    @DisplayName("what cannot be done now is neither found nor run")
    void leavesOutWhatCannotBeDone() {
        SimpleBooleanProperty possible = new SimpleBooleanProperty(false);
        Action action = add("analyse", "Analyse", possible);

        action.run();
        assertThat(actions.search("analyse")).isEmpty();
        assertThat(done).isEmpty();

        possible.set(true);
        action.run();
        assertThat(actions.search("analyse")).hasSize(1);
        assertThat(done).containsExactly("analyse");
    }

    @Test
    @DisplayName("no two actions share keys")
    void keysAreUnique() {
        actions.add(Action.named("a", "A", ActionGroup.FILE, () -> {}).on("Shortcut+O"));

        assertThatThrownBy(
                        () ->
                                actions.add(
                                        Action.named("b", "B", ActionGroup.FILE, () -> {})
                                                .on("Shortcut+O")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("actions that come and go are found as long as they are there")
    void findsChangingActions() {
        List<Action> recent = new ArrayList<>();
        actions.addChanging(() -> recent);
        assertThat(actions.search("vim")).isEmpty();

        recent.add(Action.named("recent", "Open vim.pth again", ActionGroup.FILE, () -> {}));

        assertThat(actions.search("vim")).hasSize(1);
    }

    @Test
    @DisplayName("command lines are quoted for a shell")
    void quotes() {
        assertThat(CommandLine.of(List.of("analyze", "my model.pth", "it's", "--bins", "110")))
                .isEqualTo("mambascope analyze 'my model.pth' 'it'\\''s' --bins 110");
        assertThat(add("plain", "Plain").commandLine().get()).isEqualTo(Optional.empty());
    }

    private Action add(String id, String text) {
        return add(id, text, new SimpleBooleanProperty(true));
    }

    private Action add(String id, String text, SimpleBooleanProperty possible) {
        Action action = Action.named(id, text, ActionGroup.FILE, () -> done.add(id)).when(possible);
        actions.add(action);
        return action;
    }
}
