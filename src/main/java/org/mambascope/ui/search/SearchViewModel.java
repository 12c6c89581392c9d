package org.mambascope.ui.search;

import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.base.Problem;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.MeasuredPlan;
import org.mambascope.experiment.search.SearchTrajectory;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.SearchFigure;
import org.mambascope.session.SearchState;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.SessionPart;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.LayerStudy;
import org.mambascope.workflow.PlanSearch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the bit plan that loses least within budgets: layers are measured once, a slider then
 * shows the way into any budget, whole plans on it are measured on request, and the best converted.
 */
public final class SearchViewModel {
    /** Widths to choose among. */
    public static final List<LayerBits> WIDTHS =
            List.of(
                    LayerBits.FLOATING,
                    new LayerBits(8, 8),
                    new LayerBits(6, 6),
                    new LayerBits(4, 8),
                    new LayerBits(4, 4));

    private final ObjectProperty<List<LayerBits>> offered =
            new SimpleObjectProperty<>(List.of(WIDTHS.get(1), WIDTHS.get(3), WIDTHS.get(4)));
    private final ObjectProperty<Budgets> budgets = new SimpleObjectProperty<>(Budgets.SIZE);
    private final Map<CostKind, DoubleProperty> shares = new EnumMap<>(CostKind.class);
    private final Map<CostKind, ObservableValue<String>> amounts = new EnumMap<>(CostKind.class);
    private final ObjectProperty<Optional<Method>> converting =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Integer> conversions = new SimpleObjectProperty<>(1);
    private final ReadOnlyObjectWrapper<Optional<PlanSearch>> search =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Preview> preview =
            new ReadOnlyObjectWrapper<>(Preview.NOTHING);
    private final ReadOnlyObjectWrapper<SearchState> state =
            new ReadOnlyObjectWrapper<>(SearchState.NOTHING);
    private final FigureCardViewModel figure;
    private final ObservableValue<String> words;
    private final ObservableValue<Boolean> hasPlan;
    private final ObservableValue<Boolean> canConvert;
    private final Session session;
    private final LayerStudies studies;
    private final QuantiseViewModel quantise;
    private boolean previewing;

    /** What is predicted within the present budgets, or why nothing is. */
    private record Preview(Optional<SearchTrajectory> path, String problem) {
        static final Preview NOTHING = new Preview(Optional.empty(), "");
    }

    public SearchViewModel(
            Session session,
            LayerStudies studies,
            QuantiseViewModel quantise,
            FileDialogs dialogs) {
        this.session = session;
        this.studies = studies;
        this.quantise = quantise;
        this.figure =
                new FigureCardViewModel(
                        Bindings.createObjectBinding(this::figureNow, preview, state),
                        session,
                        dialogs);
        this.words = Bindings.createStringBinding(this::wordsNow, search, preview, state);
        this.hasPlan =
                Bindings.createBooleanBinding(
                        () -> preview.get().path().isPresent() || state.get().plan().isPresent(),
                        preview,
                        state);
        this.canConvert =
                Bindings.createBooleanBinding(
                        () -> search.get().isPresent() && state.get().plan().isPresent(),
                        search,
                        state);
        for (CostKind bound : CostKind.values()) {
            DoubleProperty share = new SimpleDoubleProperty(0.5);
            share.subscribe((before, now) -> ask());
            shares.put(bound, share);
            amounts.put(bound, Bindings.createStringBinding(() -> budgetNow(bound), search, share));
        }
        budgets.subscribe((before, now) -> bound(now.bounds()));
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
                            budgets.set(bounded);
                            state.set(earlier);
                        });
    }

    private void forget() {
        search.set(Optional.empty());
        preview.set(Preview.NOTHING);
        state.set(SearchState.NOTHING);
    }

    /** Nothing but integers and floats is fast, so a budget of time needs both. */
    private void bound(List<CostKind> now) {
        if (now.contains(CostKind.LATENCY) && !offered.get().contains(LayerBits.FLOATING)) {
            List<LayerBits> more = new ArrayList<>(offered.get());
            more.addFirst(LayerBits.FLOATING);
            offered.set(List.copyOf(more));
        }
        ask();
    }

    /** What was found was of other budgets; looks for what is predicted of these. */
    private void ask() {
        if (search.get().isPresent()) {
            state.set(SearchState.NOTHING);
        }
        predict();
    }

    /** In the background, since it can take longer than a frame; only the latest budgets count. */
    private void predict() {
        if (previewing || search.get().isEmpty()) {
            return;
        }
        previewing = true;
        PlanSearch layers = search.get().get();
        Map<CostKind, Double> asked = budgets(layers);
        session.jobs()
                .quietly(
                        () -> preview(layers, asked),
                        found -> {
                            previewing = false;
                            boolean current =
                                    search.get().equals(Optional.of(layers))
                                            && budgets(layers).equals(asked);
                            if (current) {
                                preview.set(found);
                            } else {
                                predict();
                            }
                        });
    }

    private static Preview preview(PlanSearch layers, Map<CostKind, Double> budgets) {
        try {
            return new Preview(Optional.of(layers.preview(budgets)), "");
        } catch (Problem problem) {
            return new Preview(Optional.empty(), problem.getMessage());
        }
    }

    /** Widths that layers may have. */
    public ObjectProperty<List<LayerBits>> offered() {
        return offered;
    }

    /** What is bounded. */
    public ObjectProperty<Budgets> budgets() {
        return budgets;
    }

    private List<CostKind> bounds() {
        return budgets.get().bounds();
    }

    /** The budget between the cheapest bits, 0, and the dearest, 1. */
    public DoubleProperty share(CostKind bound) {
        return shares.get(bound);
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
        return figure;
    }

    /** What the budget is and what comes of it, in words. */
    public ObservableValue<String> words() {
        return words;
    }

    /** What a budget is at present, in words; empty before layers were measured. */
    public ObservableValue<String> budget(CostKind bound) {
        return amounts.get(bound);
    }

    private String budgetNow(CostKind bound) {
        return search.get()
                .map(layers -> SearchWords.amount(bound, budget(layers, bound)))
                .orElse("");
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
                                        session, studies, offered.get(), budgets(layers)));
    }

    private void measure(LayerStudy study) {
        List<LayerBits> widths = offered.get();
        session.jobs()
                .start(
                        Texts.of("job.search"),
                        job -> session.backend().search(study, widths, job),
                        found -> {
                            search.set(Optional.of(found));
                            ask();
                        });
    }

    private double budget(PlanSearch layers, CostKind bound) {
        double least = layers.least(bound);
        return least + share(bound).get() * (layers.most(bound) - least);
    }

    private Map<CostKind, Double> budgets(PlanSearch layers) {
        Map<CostKind, Double> budgets = new EnumMap<>(CostKind.class);
        bounds().forEach(bound -> budgets.put(bound, budget(layers, bound)));
        return budgets;
    }

    /** Measures whole plans on the way, and keeps the best. */
    public void verify() {
        search.get()
                .ifPresent(
                        layers -> {
                            Map<CostKind, Double> budgets = budgets(layers);
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
                        bounds(),
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
        state.get()
                .plan()
                .map(FoundPlan::bits)
                .or(() -> preview.get().path().map(path -> path.plan(path.steps().size())))
                .ifPresent(quantise.plan()::use);
    }

    /** Whether there is a plan to use. */
    public ObservableValue<Boolean> hasPlan() {
        return hasPlan;
    }

    private Optional<Figure> figureNow() {
        Optional<FoundPlan> found = state.get().plan();
        CostKind bound = bounds().getFirst();
        return found.map(FoundPlan::path)
                .or(() -> preview.get().path())
                .flatMap(
                        path ->
                                found.map(plan -> plan.budgets().get(bound))
                                        .or(() -> search.get().map(all -> budget(all, bound)))
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
                .map(found -> SearchWords.found(found, bounds()))
                .or(() -> search.get().map(this::predicted))
                .orElseGet(() -> Texts.of("search.hint"));
    }

    private String predicted(PlanSearch layers) {
        return preview.get()
                .path()
                .map(path -> SearchWords.predicted(path, bounds(), layers))
                .orElse(preview.get().problem());
    }
}
