package org.mambascope.ui.observe;

import javafx.beans.value.ObservableValue;

import org.mambascope.activation.Measure;
import org.mambascope.quant.estimate.BasisComparison.Basis;
import org.mambascope.session.ImageScope;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.action.Action;
import org.mambascope.ui.action.ActionGroup;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What can be done in Observe. */
public final class ObserveActions {
    private final Session session;
    private final ObserveViewModel observe;

    public ObserveActions(Session session, ObserveViewModel observe) {
        this.session = session;
        this.observe = observe;
    }

    /** All of them, as menus show them. */
    public List<Action> all() {
        List<Action> all = new ArrayList<>();
        all.add(
                Action.of("analyse", ActionGroup.ANALYSIS, observe::analyse)
                        .on("F5")
                        .when(observe.canAnalyse())
                        .inTerminal(() -> AnalysisCommand.of(session, OptionalInt.empty())));
        for (Measure measure : Measure.values()) {
            all.add(
                    Action.named(
                                    "measure." + name(measure),
                                    Texts.of(
                                            "action.measure", Texts.of("measure." + name(measure))),
                                    ActionGroup.ANALYSIS,
                                    () -> observe.measure().set(measure))
                            .when(observe.hasObservation()));
        }
        for (ObservedSource source : ObservedSource.values()) {
            all.add(
                    Action.named(
                                    "source." + name(source),
                                    Texts.of("action.scope", Texts.of("source." + name(source))),
                                    ActionGroup.ANALYSIS,
                                    () -> observe.source().set(source))
                            .when(observe.hasModel()));
        }
        ObservableValue<Boolean> pinned = observe.pinnedName().map(name -> !name.isEmpty());
        all.add(
                Action.of("pin.this", ActionGroup.ANALYSIS, observe::pin)
                        .on("Shortcut+P")
                        .when(observe.hasObservation()));
        all.add(
                Action.of("pin.other", ActionGroup.ANALYSIS, observe::pinOther)
                        .when(observe.hasImages()));
        all.add(
                Action.of(
                                "pin.swap",
                                ActionGroup.ANALYSIS,
                                () -> observe.swapped().set(!observe.swapped().get()))
                        .on("Shortcut+T")
                        .when(pinned));
        all.add(Action.of("pin.remove", ActionGroup.ANALYSIS, observe::unpin).when(pinned));
        all.add(
                Action.of(
                                "side.by.side",
                                ActionGroup.ANALYSIS,
                                () -> observe.sideBySide().set(!observe.sideBySide().get()))
                        .when(observe.hasComparison()));
        for (Basis basis : Basis.values()) {
            all.add(
                    Action.named(
                                    "basis." + name(basis),
                                    Texts.of("action.basis", ObserveViewModel.words(basis)),
                                    ActionGroup.ANALYSIS,
                                    () -> observe.basis().set(basis))
                            .when(observe.hasObservation()));
        }
        for (ImageScope scope : ImageScope.values()) {
            all.add(
                    Action.named(
                                    "scope." + name(scope),
                                    Texts.of("action.scope", Texts.of("scope." + name(scope))),
                                    ActionGroup.ANALYSIS,
                                    () -> observe.scope().set(scope))
                            .when(observe.hasObservation()));
        }
        all.add(
                Action.of(
                                "token.next",
                                ActionGroup.GO,
                                () -> observe.figures().named("token-range").move(1))
                        .on("Alt+Right")
                        .when(observe.hasObservation()));
        all.add(
                Action.of(
                                "token.previous",
                                ActionGroup.GO,
                                () -> observe.figures().named("token-range").move(-1))
                        .on("Alt+Left")
                        .when(observe.hasObservation()));
        layer(all, "right", 0, 1);
        layer(all, "left", 0, -1);
        layer(all, "up", -1, 0);
        layer(all, "down", 1, 0);
        return all;
    }

    private void layer(List<Action> all, String direction, int rows, int columns) {
        String key = direction.substring(0, 1).toUpperCase(Locale.ROOT) + direction.substring(1);
        all.add(
                Action.of(
                                "layer." + direction,
                                ActionGroup.GO,
                                () -> observe.map().move(rows, columns))
                        .on("Alt+Shift+" + key)
                        .when(observe.hasObservation()));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
