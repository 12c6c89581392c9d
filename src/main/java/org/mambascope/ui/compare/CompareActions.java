package org.mambascope.ui.compare;

import javafx.beans.value.ObservableValue;

import org.mambascope.ui.action.Action;
import org.mambascope.ui.action.ActionGroup;

import java.util.List;

/** What can be done in Compare. */
public final class CompareActions {
    private CompareActions() {}

    /** All of them, as menus show them. */
    public static List<Action> of(CompareViewModel compare) {
        ObservableValue<Boolean> made =
                compare.chosen().map(some -> some.stream().anyMatch(run -> !run.isOriginal()));
        return List.of(
                Action.of("compare.accuracy", ActionGroup.COMPARE, compare::measureAccuracy)
                        .on("F6")
                        .when(compare.canMeasure())
                        .inTerminal(compare::accuracyInTerminal),
                Action.of("compare.time", ActionGroup.COMPARE, compare::measureTime)
                        .on("F7")
                        .when(compare.canMeasure())
                        .inTerminal(compare::timeInTerminal),
                Action.of("compare.sensitivity", ActionGroup.COMPARE, compare::measureSensitivity)
                        .when(compare.canMeasure()),
                Action.of("compare.search", ActionGroup.COMPARE, compare::measureWidths)
                        .when(compare.canMeasure()),
                Action.of("compare.save", ActionGroup.COMPARE, compare::saveModel).when(made),
                Action.of("compare.observe", ActionGroup.COMPARE, compare::observe).when(made),
                Action.of("compare.hide", ActionGroup.COMPARE, compare::hide).when(made),
                Action.of("compare.show", ActionGroup.COMPARE, compare::showAll),
                Action.of("compare.remove", ActionGroup.COMPARE, compare::remove).when(made));
    }
}
