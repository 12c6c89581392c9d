package org.mambascope.ui.session;

import com.fasterxml.jackson.databind.JsonNode;

import javafx.beans.Observable;

import org.mambascope.session.SessionJson;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A part of what a session file keeps, beside what is open.
 *
 * @param <T> its state, as {@link SessionJson} writes it
 * @param name under which it is kept
 * @param type of its state
 * @param state of now
 * @param restore takes an earlier state, when model and images are open
 * @param changes what the state depends on
 * @param made whether it is something that the user made, and would miss
 */
public record SessionPart<T>(
        String name,
        Class<T> type,
        Supplier<T> state,
        Consumer<T> restore,
        List<Observable> changes,
        boolean made) {
    /** Of something that the user made. */
    public SessionPart(
            String name,
            Class<T> type,
            Supplier<T> state,
            Consumer<T> restore,
            List<Observable> changes) {
        this(name, type, state, restore, changes, true);
    }

    public SessionPart {
        changes = List.copyOf(changes);
    }

    JsonNode tree() {
        return SessionJson.tree(state.get());
    }

    void restore(JsonNode earlier) {
        restore.accept(SessionJson.value(earlier, type));
    }
}
