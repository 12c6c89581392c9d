package org.mambascope.ui.plan;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayDeque;
import java.util.Deque;

/** The plan in mind, and how it came about. What changes while a slider is dragged is one step. */
final class PlanHistory {
    private final ReadOnlyObjectWrapper<PlanDraft> draft =
            new ReadOnlyObjectWrapper<>(PlanDraft.INITIAL);
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper(false);
    private final Deque<PlanDraft> before = new ArrayDeque<>();
    private final Deque<PlanDraft> after = new ArrayDeque<>();
    private boolean dragging;
    private boolean noted;

    ReadOnlyObjectProperty<PlanDraft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }

    void change(PlanDraft next) {
        if (next.equals(draft.get())) {
            return;
        }
        if (!dragging || !noted) {
            before.push(draft.get());
            noted = true;
        }
        after.clear();
        show(next);
    }

    /** Whether a slider is held: changes until it is let go belong together. */
    void setDragging(boolean held) {
        dragging = held;
        noted = false;
    }

    void undo() {
        if (!before.isEmpty()) {
            after.push(draft.get());
            show(before.pop());
        }
    }

    void redo() {
        if (!after.isEmpty()) {
            before.push(draft.get());
            show(after.pop());
        }
    }

    /** Another model: nothing to go back to, and no layer of the old one. */
    void restart(PlanDraft fresh) {
        before.clear();
        after.clear();
        show(fresh);
    }

    private void show(PlanDraft next) {
        draft.set(next);
        canUndo.set(!before.isEmpty());
        canRedo.set(!after.isEmpty());
    }
}
