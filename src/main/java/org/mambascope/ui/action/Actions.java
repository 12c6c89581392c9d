package org.mambascope.ui.action;

import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The registry of all actions. */
public final class Actions {
    private final List<Action> fixed = new ArrayList<>();
    private final List<Supplier<List<Action>>> changing = new ArrayList<>();

    /**
     * Adds actions, in the order in which menus show them.
     *
     * @throws IllegalArgumentException if an id or a key is taken
     */
    public void add(Action... actions) {
        for (Action action : actions) {
            for (Action other : fixed) {
                if (other.id().equals(action.id())
                        || other.shortcuts().stream().anyMatch(action.shortcuts()::contains)) {
                    throw new IllegalArgumentException(action.id() + " and " + other.id());
                }
            }
            fixed.add(action);
        }
    }

    /** Adds actions that come and go, such as models to open again; they have no keys. */
    public void addChanging(Supplier<List<Action>> actions) {
        changing.add(actions);
    }

    /** The action of an id. */
    public Action get(String id) {
        return fixed.stream().filter(action -> action.id().equals(id)).findFirst().orElseThrow();
    }

    /** Actions of a menu; those that come and go are not in menus. */
    public List<Action> in(ActionGroup group) {
        return fixed.stream().filter(action -> action.group() == group).toList();
    }

    /** Actions that a command does in a terminal. */
    public List<Action> withCommandLine() {
        return fixed.stream().filter(Action::hasCommandLine).toList();
    }

    /** The action that these keys run now. */
    public Optional<Action> at(KeyEvent keys) {
        return fixed.stream()
                .filter(action -> action.shortcuts().stream().anyMatch(all -> all.match(keys)))
                .filter(Action::isEnabled)
                .findFirst();
    }

    /** Actions that can be done now and match a few letters, the best match first. */
    public List<Action> search(String letters) {
        record Found(Action action, int score) {}
        return Stream.concat(
                        fixed.stream(), changing.stream().flatMap(source -> source.get().stream()))
                .filter(Action::isEnabled)
                .flatMap(
                        action -> {
                            OptionalInt score = FuzzyMatch.score(letters, action.text());
                            return score.stream().mapToObj(value -> new Found(action, value));
                        })
                .sorted(Comparator.comparing(Found::score).reversed())
                .map(Found::action)
                .toList();
    }
}
