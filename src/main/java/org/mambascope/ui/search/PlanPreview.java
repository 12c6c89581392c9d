package org.mambascope.ui.search;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.base.Problem;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.SearchTrajectory;
import org.mambascope.ui.task.Jobs;
import org.mambascope.workflow.PlanSearch;

import java.util.Map;
import java.util.Optional;

/**
 * The plan that is predicted within the present budgets: in the background, since it can take
 * longer than a frame; only the latest budgets count.
 */
final class PlanPreview {
    private final ReadOnlyObjectWrapper<Predicted> predicted =
            new ReadOnlyObjectWrapper<>(Predicted.NOTHING);
    private final Jobs jobs;
    private final ReadOnlyObjectProperty<Optional<PlanSearch>> search;
    private final BudgetViewModel budgets;
    private boolean running;

    /** What is predicted, or why nothing is. */
    record Predicted(Optional<SearchTrajectory> path, String problem) {
        static final Predicted NOTHING = new Predicted(Optional.empty(), "");
    }

    PlanPreview(
            Jobs jobs,
            ReadOnlyObjectProperty<Optional<PlanSearch>> search,
            BudgetViewModel budgets) {
        this.jobs = jobs;
        this.search = search;
        this.budgets = budgets;
    }

    ReadOnlyObjectProperty<Predicted> predicted() {
        return predicted.getReadOnlyProperty();
    }

    void clear() {
        predicted.set(Predicted.NOTHING);
    }

    /** Looks for what is predicted of the budgets of now. */
    void predict() {
        if (running || search.get().isEmpty()) {
            return;
        }
        running = true;
        PlanSearch layers = search.get().get();
        Map<CostKind, Double> asked = budgets.of(layers);
        jobs.quietly(
                () -> predict(layers, asked),
                found -> {
                    running = false;
                    boolean current =
                            search.get().equals(Optional.of(layers))
                                    && budgets.of(layers).equals(asked);
                    if (current) {
                        predicted.set(found);
                    } else {
                        predict();
                    }
                });
    }

    private static Predicted predict(PlanSearch layers, Map<CostKind, Double> budgets) {
        try {
            return new Predicted(Optional.of(layers.preview(budgets)), "");
        } catch (Problem problem) {
            return new Predicted(Optional.empty(), problem.getMessage());
        }
    }
}
