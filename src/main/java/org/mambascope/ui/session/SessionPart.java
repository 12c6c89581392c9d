package org.mambascope.ui.session;

import javafx.beans.Observable;

import org.mambascope.session.SessionParts;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A part of what a session file keeps, beside what is open.
 *
 * @param <T> its state
 * @param name under which {@link SessionParts} has it
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

    void restoreFrom(SessionParts earlier) {
        Optional.ofNullable(earlier.byName().get(name)).map(type::cast).ifPresent(restore);
    }
}
