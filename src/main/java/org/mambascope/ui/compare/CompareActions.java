package org.mambascope.ui.compare;

import javafx.beans.value.ObservableValue;

import org.mambascope.ui.action.Action;
import org.mambascope.ui.action.ActionGroup;

import java.util.List;

/** Actions of Compare. */
public final class CompareActions {
    private CompareActions() {}

    /** All of them, as menus show them. */
    public static List<Action> of(CompareViewModel compare) {
        ChosenRunsViewModel chosen = compare.chosen();
        MeasuringViewModel measuring = compare.measuring();
        ObservableValue<Boolean> made =
                chosen.runs().map(some -> some.stream().anyMatch(run -> !run.isOriginal()));
        return List.of(
                Action.of("compare.accuracy", ActionGroup.COMPARE, measuring::accuracy)
                        .on("F6")
                        .when(measuring.possible())
                        .inTerminal(measuring::accuracyInTerminal),
                Action.of("compare.time", ActionGroup.COMPARE, measuring::time)
                        .on("F7")
                        .when(measuring.possible())
                        .inTerminal(measuring::timeInTerminal),
                Action.of(
                                "compare.sensitivity",
                                ActionGroup.COMPARE,
                                compare.sensitivity()::measure)
                        .when(measuring.possible())
                        .inTerminal(compare.sensitivity()::inTerminal),
                Action.of("compare.search", ActionGroup.COMPARE, compare.search()::measure)
                        .when(measuring.possible())
                        .inTerminal(compare.search()::inTerminal),
                Action.of("compare.save", ActionGroup.COMPARE, chosen::saveModel).when(made),
                Action.of("compare.again", ActionGroup.COMPARE, chosen::makeAgain).when(made),
                Action.of("compare.observe", ActionGroup.COMPARE, chosen::observe).when(made),
                Action.of("compare.hide", ActionGroup.COMPARE, chosen::hide).when(made),
                Action.of("compare.show", ActionGroup.COMPARE, chosen::showAll),
                Action.of("compare.remove", ActionGroup.COMPARE, chosen::remove).when(made));
    }
}
