package org.mambascope.ui.search;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.session.SearchState;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.SessionPart;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.LayerStudy;
import org.mambascope.workflow.PlanSearch;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the bit plan that loses least within budgets: layers are measured once, a slider then
 * shows the way into any budget, whole plans on it are measured on request, and the best converted.
 */
public final class SearchViewModel {
    private final ObjectProperty<Optional<Method>> converting =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Integer> conversions = new SimpleObjectProperty<>(1);
    private final ReadOnlyObjectWrapper<Optional<PlanSearch>> search =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<SearchState> state =
            new ReadOnlyObjectWrapper<>(SearchState.NOTHING);
    private final BudgetViewModel budget;
    private final PlanPreview preview;
    private final FoundPlanViewModel plan;
    private final ObservableValue<Boolean> canConvert;
    private final Session session;
    private final LayerStudies studies;
    private final QuantiseViewModel quantise;

    public SearchViewModel(
            Session session,
            LayerStudies studies,
            QuantiseViewModel quantise,
            FileDialogs dialogs) {
        this.session = session;
        this.studies = studies;
        this.quantise = quantise;
        this.budget = new BudgetViewModel(search.getReadOnlyProperty());
        this.preview = new PlanPreview(session.jobs(), search.getReadOnlyProperty(), budget);
        this.plan =
                new FoundPlanViewModel(
                        search.getReadOnlyProperty(),
                        preview,
                        state.getReadOnlyProperty(),
                        budget,
                        session,
                        dialogs);
        this.canConvert =
                Bindings.createBooleanBinding(
                        () -> search.get().isPresent() && state.get().plan().isPresent(),
                        search,
                        state);
        budget.whenChanged(this::ask);
        session.modelProperty().subscribe((before, now) -> forget());
        session.files()
                .keep(
                        new SessionPart<>(
                                SearchState.NAME,
                                SearchState.class,
                                state::get,
                                this::restore,
                                List.of(state)));
    }

    private void restore(SearchState earlier) {
        Budgets.of(earlier.bounds())
                .ifPresent(
                        bounded -> {
                            budget.chosen().set(bounded);
                            state.set(earlier);
                        });
    }

    private void forget() {
        search.set(Optional.empty());
        preview.clear();
        state.set(SearchState.NOTHING);
    }

    /** What was found was of other budgets; looks for what is predicted of these. */
    private void ask() {
        if (search.get().isPresent()) {
            state.set(SearchState.NOTHING);
        }
        preview.predict();
    }

    /** The budgets, and the widths that layers may have. */
    public BudgetViewModel budget() {
        return budget;
    }

    /** What the best plans are converted by; empty for the method of the plan in Quantise. */
    public ObjectProperty<Optional<Method>> converting() {
        return converting;
    }

    /** How many of the best plans are converted. */
    public ObjectProperty<Integer> conversions() {
        return conversions;
    }

    /** What the layers' measurements allow to look for; empty before them. */
    public ObservableValue<Optional<PlanSearch>> search() {
        return search.getReadOnlyProperty();
    }

    /** What was found last. */
    public ObservableValue<SearchState> state() {
        return state.getReadOnlyProperty();
    }

    /** The way into the budget. */
    public FigureCardViewModel figure() {
        return plan.figure();
    }

    /** What the budget is and what comes of it, in words. */
    public ObservableValue<String> words() {
        return plan.words();
    }

    /** Measures layers at all widths that are offered. */
    public void measure() {
        studies.now().ifPresent(this::measure);
    }

    /** The command that looks for the plan of the present budgets in a terminal. */
    public Optional<String> inTerminal() {
        return search.get()
                .flatMap(
                        layers ->
                                MeasuringCommand.search(
                                        session,
                                        studies,
                                        budget.offered().get(),
                                        budget.of(layers)));
    }

    private void measure(LayerStudy study) {
        List<LayerBits> widths = budget.offered().get();
        session.jobs()
                .start(
                        Texts.of("job.search"),
                        job -> session.backend().search(study, widths, job),
                        found -> {
                            search.set(Optional.of(found));
                            ask();
                        });
    }

    /** Measures whole plans on the way, and keeps the best. */
    public void verify() {
        search.get()
                .ifPresent(
                        layers -> {
                            Map<CostKind, Double> budgets = budget.of(layers);
                            session.jobs()
                                    .start(
                                            Texts.of("job.plans"),
                                            job -> layers.find(budgets, job),
                                            this::found);
                        });
    }

    /** Converts the best plans that were measured, learning included, and measures them. */
    public void convert() {
        search.get()
                .ifPresent(layers -> state.get().plan().ifPresent(found -> convert(layers, found)));
    }

    private void convert(PlanSearch layers, FoundPlan found) {
        QuantisationPlan whole =
                converting
                        .get()
                        .map(quantise.intended()::plan)
                        .orElseGet(quantise.intended()::plan);
        int most = conversions.get();
        session.jobs()
                .start(
                        Texts.of("job.convert", whole.method().words()),
                        job -> layers.convert(found, whole, most, job),
                        this::found);
    }

    private void found(FoundPlan found) {
        state.set(
                new SearchState(
                        quantise.plan().draft().getValue().method().words(),
                        budget.bounds(),
                        Optional.of(found)));
    }

    /** Whether plans were measured that can be converted. */
    public ObservableValue<Boolean> canConvert() {
        return canConvert;
    }

    /**
     * Puts the plan that was found, or that is predicted, into Quantise, where it can be undone.
     */
    public void usePlan() {
        plan.bits().ifPresent(quantise.plan()::use);
    }

    /** Whether there is a plan to use. */
    public ObservableValue<Boolean> hasPlan() {
        return plan.present();
    }
}
