package org.mambascope.ui.compare;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.SearchPath;
import org.mambascope.experiment.search.SearchStep;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.LayerBits;
import org.mambascope.report.Figure;
import org.mambascope.report.SearchFigure;
import org.mambascope.report.session.SearchState;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.session.Kept;
import org.mambascope.ui.session.LayerStudy;
import org.mambascope.ui.session.PlanSearch;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks for the bit plan that loses least within a budget: layers are measured once, a slider then
 * shows the way into any budget, and whole plans on it are measured on request.
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

    private static final double MEGABYTE = 1e6;
    private static final double GIGA = 1e9;

    private final ObjectProperty<List<LayerBits>> offered =
            new SimpleObjectProperty<>(List.of(WIDTHS.get(1), WIDTHS.get(3), WIDTHS.get(4)));
    private final BooleanProperty operations = new SimpleBooleanProperty(false);
    private final DoubleProperty share = new SimpleDoubleProperty(0.5);
    private final ReadOnlyObjectWrapper<Optional<PlanSearch>> search =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<SearchState> state =
            new ReadOnlyObjectWrapper<>(SearchState.NOTHING);
    private final FigureCardViewModel figure;
    private final ObservableValue<String> words;
    private final Session session;
    private final LayerStudies studies;
    private final QuantiseViewModel quantise;

    SearchViewModel(
            Session session,
            LayerStudies studies,
            QuantiseViewModel quantise,
            FileDialogs dialogs) {
        this.session = session;
        this.studies = studies;
        this.quantise = quantise;
        this.figure =
                new FigureCardViewModel(
                        Bindings.createObjectBinding(this::figureNow, search, share, state),
                        session.jobs(),
                        dialogs,
                        () -> session.modelProperty().get().map(LoadedModel::name).orElse(""));
        this.words = Bindings.createStringBinding(this::wordsNow, search, share, state);
        session.modelProperty().subscribe((before, now) -> forget());
        share.subscribe((before, now) -> forgetFound());
        session.keep(
                new Kept<>(
                        SearchState.NAME,
                        SearchState.class,
                        state::get,
                        this::restore,
                        List.of(state)));
    }

    private void restore(SearchState earlier) {
        operations.set(earlier.operations());
        state.set(earlier);
    }

    private void forget() {
        search.set(Optional.empty());
        state.set(SearchState.NOTHING);
    }

    private void forgetFound() {
        if (search.get().isPresent()) {
            state.set(SearchState.NOTHING);
        }
    }

    /** Widths that layers may have. */
    public ObjectProperty<List<LayerBits>> offered() {
        return offered;
    }

    /** Whether bit operations are bounded, and not the file's size. */
    public BooleanProperty operations() {
        return operations;
    }

    /** The budget between the narrowest bits, 0, and the widest, 1. */
    public DoubleProperty share() {
        return share;
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

    /** Measures layers at all widths that are offered. */
    public void measure() {
        studies.now().ifPresent(this::measure);
    }

    private void measure(LayerStudy study) {
        List<LayerBits> widths = offered.get();
        boolean bounded = operations.get();
        session.jobs()
                .start(
                        Texts.of("job.search"),
                        job -> session.backend().search(study, widths, bounded, job),
                        found -> {
                            state.set(SearchState.NOTHING);
                            search.set(Optional.of(found));
                        });
    }

    private static double budget(PlanSearch layers, double share) {
        return layers.least() + share * (layers.most() - layers.least());
    }

    /** Measures whole plans on the way, and keeps the best. */
    public void verify() {
        search.get()
                .ifPresent(
                        layers -> {
                            double budget = budget(layers, share.get());
                            String method = quantise.plan().draft().getValue().method().words();
                            session.jobs()
                                    .start(
                                            Texts.of("job.search"),
                                            job -> layers.find(budget, job),
                                            found ->
                                                    state.set(
                                                            new SearchState(
                                                                    method,
                                                                    operations.get(),
                                                                    Optional.of(found))));
                        });
    }

    /**
     * Puts the plan that was found, or that is predicted, into Quantise, where it can be undone.
     */
    public void usePlan() {
        state.get()
                .found()
                .map(FoundPlan::bits)
                .or(() -> preview().map(path -> path.plan(path.steps().size())))
                .ifPresent(quantise.plan()::use);
    }

    /** Whether there is a plan to use. */
    public ObservableValue<Boolean> hasPlan() {
        return Bindings.createBooleanBinding(
                () -> search.get().isPresent() || state.get().found().isPresent(), search, state);
    }

    private Optional<SearchPath> preview() {
        return search.get().map(layers -> layers.preview(budget(layers, share.get())));
    }

    private Optional<SearchPath> path() {
        return state.get().found().map(FoundPlan::path).or(this::preview);
    }

    private Optional<Double> budget() {
        return state.get()
                .found()
                .map(FoundPlan::budget)
                .or(() -> search.get().map(layers -> budget(layers, share.get())));
    }

    private double unit() {
        return operations.get() ? GIGA : MEGABYTE;
    }

    private Optional<Figure> figureNow() {
        return path().map(
                        path ->
                                new SearchFigure(
                                        operations.get() ? "bit operations (G)" : "size (MB)",
                                        IntStream.rangeClosed(0, path.steps().size())
                                                .mapToObj(taken -> plan(path, taken))
                                                .toList(),
                                        state.get().found().stream()
                                                .flatMap(found -> found.verified().stream())
                                                .map(
                                                        each ->
                                                                new SearchFigure.Plan(
                                                                        path.cost(each.taken())
                                                                                / unit(),
                                                                        each.comparison()
                                                                                .signalToNoise()))
                                                .toList(),
                                        budget().orElseThrow() / unit()));
    }

    private SearchFigure.Plan plan(SearchPath path, int taken) {
        if (taken == 0) {
            return new SearchFigure.Plan(path.cost(0) / unit(), path.predicted(0));
        }
        SearchStep step = path.steps().get(taken - 1);
        return new SearchFigure.Plan(step.cost() / unit(), step.predicted());
    }

    private String wordsNow() {
        Optional<FoundPlan> found = state.get().found();
        if (found.isPresent()) {
            FoundPlan plan = found.get();
            return Texts.of(
                    "search.found",
                    plan.cost() / unit(),
                    Texts.of(operations.get() ? "search.unit.operations" : "search.unit.size"),
                    plan.best().comparison().signalToNoise(),
                    plan.best().comparison().agreement());
        }
        return search.get().map(this::words).orElseGet(() -> Texts.of("search.hint"));
    }

    private String words(PlanSearch layers) {
        double budget = budget(layers, share.get());
        SearchPath path = layers.preview(budget);
        return Texts.of(
                "search.budget",
                budget / unit(),
                Texts.of(operations.get() ? "search.unit.operations" : "search.unit.size"),
                100 * (1 - budget / layers.original()),
                100 * (1 - budget / layers.most()),
                path.predicted(path.steps().size()));
    }
}
