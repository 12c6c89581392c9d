package org.mambascope.ui.search;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.MeasuredPlan;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.SearchFigure;
import org.mambascope.session.SearchState;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.PlanSearch;

import java.util.List;
import java.util.Optional;

/** The plan that was found, or else the one that is predicted: its figure, its words, its bits. */
final class FoundPlanViewModel {
    private final ReadOnlyObjectProperty<Optional<PlanSearch>> search;
    private final ReadOnlyObjectProperty<PlanPreview.Predicted> preview;
    private final ReadOnlyObjectProperty<SearchState> state;
    private final BudgetViewModel budgets;
    private final FigureCardViewModel figure;
    private final ObservableValue<String> words;
    private final ObservableValue<Boolean> present;

    FoundPlanViewModel(
            ReadOnlyObjectProperty<Optional<PlanSearch>> search,
            PlanPreview preview,
            ReadOnlyObjectProperty<SearchState> state,
            BudgetViewModel budgets,
            Session session,
            FileDialogs dialogs) {
        this.search = search;
        this.preview = preview.predicted();
        this.state = state;
        this.budgets = budgets;
        this.figure =
                new FigureCardViewModel(
                        Bindings.createObjectBinding(this::figureNow, this.preview, state),
                        session,
                        dialogs);
        this.words = Bindings.createStringBinding(this::wordsNow, search, this.preview, state);
        this.present =
                Bindings.createBooleanBinding(
                        () ->
                                this.preview.get().path().isPresent()
                                        || state.get().plan().isPresent(),
                        this.preview,
                        state);
    }

    /** The way into the budget. */
    FigureCardViewModel figure() {
        return figure;
    }

    /** What the budget is and what comes of it, in words. */
    ObservableValue<String> words() {
        return words;
    }

    /** Whether there is one. */
    ObservableValue<Boolean> present() {
        return present;
    }

    /** Its bits; those of the last step where it is predicted. */
    Optional<BitPlan> bits() {
        return state.get()
                .plan()
                .map(FoundPlan::bits)
                .or(() -> preview.get().path().map(path -> path.plan(path.steps().size())));
    }

    private Optional<Figure> figureNow() {
        Optional<FoundPlan> found = state.get().plan();
        CostKind bound = budgets.bounds().getFirst();
        return found.map(FoundPlan::path)
                .or(() -> preview.get().path())
                .flatMap(
                        path ->
                                found.map(plan -> plan.budgets().get(bound))
                                        .or(() -> search.get().map(all -> budgets.of(all, bound)))
                                        .map(
                                                budget ->
                                                        SearchFigure.of(
                                                                bound,
                                                                path,
                                                                measured(found),
                                                                budget)));
    }

    private static List<MeasuredPlan> measured(Optional<FoundPlan> found) {
        return found.map(FoundPlan::verified).orElse(List.of());
    }

    private String wordsNow() {
        return state.get()
                .plan()
                .map(found -> SearchWords.found(found, budgets.bounds()))
                .or(() -> search.get().map(this::predicted))
                .orElseGet(() -> Texts.of("search.hint"));
    }

    private String predicted(PlanSearch layers) {
        return preview.get()
                .path()
                .map(path -> SearchWords.predicted(path, budgets.bounds(), layers))
                .orElse(preview.get().problem());
    }
}
