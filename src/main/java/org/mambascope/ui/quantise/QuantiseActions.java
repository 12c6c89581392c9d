package org.mambascope.ui.quantise;

import org.mambascope.quant.plan.Method;
import org.mambascope.ui.action.Action;
import org.mambascope.ui.action.ActionGroup;
import org.mambascope.ui.control.TextClipboard;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;

/** What can be done in Quantise. */
public final class QuantiseActions {
    private final QuantiseViewModel quantise;

    public QuantiseActions(QuantiseViewModel quantise) {
        this.quantise = quantise;
    }

    /** All of them, as menus show them. */
    public List<Action> all() {
        PlanViewModel plan = quantise.plan();
        ConversionViewModel conversion = quantise.conversion();
        List<Action> all = new ArrayList<>();
        all.add(
                Action.of("quantise.run", ActionGroup.QUANTISE, conversion::run)
                        .on("Shortcut+Enter")
                        .when(conversion.canRun())
                        .inTerminal(quantise.intended()::inTerminal));
        all.add(
                Action.of("quantise.copy", ActionGroup.QUANTISE, this::copyCommand)
                        .when(conversion.canRun()));
        all.add(
                Action.of("plan.undo", ActionGroup.QUANTISE, plan::undo)
                        .on("Shortcut+Z")
                        .when(plan.canUndo()));
        all.add(
                Action.of("plan.redo", ActionGroup.QUANTISE, plan::redo)
                        .on("Shortcut+Shift+Z", "Shortcut+Y")
                        .when(plan.canRedo()));
        all.add(Action.of("plan.save", ActionGroup.QUANTISE, plan::save).when(quantise.hasModel()));
        all.add(Action.of("plan.load", ActionGroup.QUANTISE, plan::load).when(quantise.hasModel()));
        for (Method method : plan.methods()) {
            all.add(
                    Action.named(
                            "method." + method.id(),
                            Texts.of("action.method", method.words()),
                            ActionGroup.QUANTISE,
                            () -> plan.choose(method)));
        }
        return all;
    }

    /** Puts the command that does the same in a terminal onto the clipboard. */
    public void copyCommand() {
        quantise.intended()
                .inTerminal()
                .ifPresent(
                        line -> {
                            TextClipboard.copy(line);
                        });
    }
}
