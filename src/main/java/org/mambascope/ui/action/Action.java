package org.mambascope.ui.action;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;

import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Something that the user can do.
 *
 * @param id unique, as {@code model.open}
 * @param text what it is called, as a command: {@code Open model…}
 * @param group the menu it stands in
 * @param shortcuts keys that run it; the first is the one that is shown
 * @param enabled whether it can be done now
 * @param command does it
 * @param commandLine the command that does the same in a terminal; empty where there is none
 */
public record Action(
        String id,
        String text,
        ActionGroup group,
        List<KeyCombination> shortcuts,
        ObservableValue<Boolean> enabled,
        Runnable command,
        Supplier<Optional<String>> commandLine) {
    private static final Supplier<Optional<String>> NO_COMMAND_LINE = Optional::empty;
    private static final ObservableValue<Boolean> ALWAYS =
            new ReadOnlyBooleanWrapper(true).getReadOnlyProperty();

    public Action {
        shortcuts = List.copyOf(shortcuts);
    }

    /** Something that can always be done; its text is the one of {@code action.ID}. */
    public static Action of(String id, ActionGroup group, Runnable command) {
        return named(id, Texts.of("action." + id), group, command);
    }

    /** Something whose text is made up while the program runs. */
    public static Action named(String id, String text, ActionGroup group, Runnable command) {
        return new Action(id, text, group, List.of(), ALWAYS, command, NO_COMMAND_LINE);
    }

    /** Copy with keys, each as {@code Shortcut+O}. */
    public Action on(String... keys) {
        return new Action(
                id,
                text,
                group,
                Stream.of(keys).map(KeyCombination::keyCombination).toList(),
                enabled,
                command,
                commandLine);
    }

    /** Copy that is enabled only while a condition holds. */
    public Action when(ObservableValue<Boolean> condition) {
        return new Action(id, text, group, shortcuts, condition, command, commandLine);
    }

    /** Copy with the command that does it in a terminal. */
    public Action inTerminal(Supplier<Optional<String>> line) {
        return new Action(id, text, group, shortcuts, enabled, command, line);
    }

    /** Returns true if a command does it in a terminal, perhaps only once something is open. */
    public boolean hasCommandLine() {
        return commandLine != NO_COMMAND_LINE;
    }

    /** Returns true if it can be done now. */
    public boolean isEnabled() {
        return Boolean.TRUE.equals(enabled.getValue());
    }

    /** Does it, if it can be done now. */
    public void run() {
        if (isEnabled()) {
            command.run();
        }
    }

    /** The keys to show; empty if there are none. */
    public String keys() {
        return shortcuts.isEmpty() ? "" : shortcuts.getFirst().getDisplayText();
    }
}
