package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.estimate.LayerEstimate;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.Quantity;
import org.mambascope.report.figure.TokenSqnrFigure;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.plan.LayerEstimates;
import org.mambascope.ui.plan.PlanViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the plan does to one layer, by the same estimate as the column's: no model runs. */
public final class WhatIfViewModel {
    /**
     * The layer in view.
     *
     * @param estimate what the method does to it, if that is known yet
     * @param plain the same of rounding to nearest
     */
    private record Layer(
            LayerSite site,
            PointStatistics input,
            LayerBits bits,
            Optional<LayerEstimate> estimate,
            Optional<LayerEstimate> plain) {}

    private final PlanViewModel plan;
    private final Session session;
    private final ObservableValue<Optional<Layer>> layer;
    private final ObservableValue<List<Fact>> facts;
    private final InputInView entering;
    private final FigureCardViewModel levels;
    private final FigureCardViewModel tokens;

    WhatIfViewModel(Session session, PlanViewModel plan, FileDialogs dialogs) {
        this.session = session;
        this.plan = plan;
        this.layer =
                Bindings.createObjectBinding(
                        this::layerNow,
                        plan.draft(),
                        plan.selected(),
                        plan.estimates().layers().shown(),
                        session.observationProperty(),
                        session.selection().pointProperty());
        this.facts = layer.map(shown -> shown.map(this::facts).orElse(List.of()));
        this.entering = new InputInView(session);
        layer.subscribe(
                shown ->
                        entering.look(
                                shown.flatMap(
                                        some ->
                                                plan.estimates()
                                                        .layers()
                                                        .question(some.site().name()))));
        this.levels =
                card(
                        Bindings.createObjectBinding(
                                () -> layer.getValue().map(this::levels), layer, entering.shown()),
                        dialogs);
        this.tokens = card(layer.map(shown -> shown.flatMap(this::tokens)), dialogs);
    }

    private FigureCardViewModel card(
            ObservableValue<Optional<Figure>> figure, FileDialogs dialogs) {
        return new FigureCardViewModel(
                figure,
                session,
                dialogs,
                () -> layer.getValue().map(shown -> shown.site().name()).orElse(""),
                () -> layer.getValue().map(this::caption).orElse(""));
    }

    private String caption(Layer shown) {
        return "%s · %s · %s"
                .formatted(
                        session.modelProperty().get().map(LoadedModel::name).orElse(""),
                        Quantity.ACTIVATION.caption(shown.input()),
                        shown.bits());
    }

    private Optional<Layer> layerNow() {
        return site().flatMap(site -> input(site).map(input -> layer(site, input)));
    }

    private Layer layer(LayerSite site, PointStatistics input) {
        LayerEstimates layers = plan.estimates().layers();
        return new Layer(
                site,
                input,
                plan.draft().getValue().bits().of(site.name()),
                Optional.ofNullable(layers.shown().get().get(site.name())),
                layers.of(site.name(), Method.RTN));
    }

    private Optional<PointStatistics> input(LayerSite site) {
        return session.observationProperty()
                .getValue()
                .flatMap(seen -> Optional.ofNullable(seen.points().get(site.input().name())));
    }

    private Optional<LayerSite> site() {
        return plan.selectedLayer().or(session::chosenLayer);
    }

    /**
     * Values in the method's basis and its levels; without levels what enters, until they are
     * known.
     */
    private Figure levels(Layer shown) {
        return entering.shown()
                .get()
                .filter(rounded -> shown.bits().quantisesActivations())
                .map(
                        rounded ->
                                new HistogramFigure(
                                        rounded.values(),
                                        FigureOptions.DEFAULT.withLevelBits(
                                                OptionalInt.of(shown.bits().activation())),
                                        Optional.of(rounded.levels())))
                .orElseGet(
                        () ->
                                new HistogramFigure(
                                        shown.input(),
                                        FigureOptions.DEFAULT.withLevelBits(OptionalInt.empty())));
    }

    private Optional<Figure> tokens(Layer shown) {
        return shown.bits().activation() == LayerBits.OFF
                ? Optional.empty()
                : shown.estimate()
                        .flatMap(own -> shown.plain().map(plain -> tokens(shown, own, plain)));
    }

    private Figure tokens(Layer shown, LayerEstimate own, LayerEstimate plain) {
        Method method = plan.draft().getValue().method();
        return new TokenSqnrFigure(
                shown.input().point().order(),
                own.tokens(),
                own.ofTokens(),
                method.recipe().learned()
                        ? Texts.of("whatif.unlearned", method.words())
                        : method.words(),
                plain.ofTokens());
    }

    private boolean hasOwnSteps() {
        return plan.draft().getValue().method().recipe().activations().hasStepsOfTokens();
    }

    /** The layer in view, as {@code Block 4 · out_proj}. */
    public ObservableValue<String> title() {
        return layer.map(
                shown ->
                        shown.map(
                                        some ->
                                                Texts.of(
                                                        "whatif.title",
                                                        some.site().block(),
                                                        some.site().kind()))
                                .orElseGet(() -> Texts.of("whatif.none")));
    }

    /** What the slider does, in words. */
    public ObservableValue<String> words() {
        return layer.map(shown -> shown.map(this::words).orElseGet(() -> Texts.of("whatif.hint")));
    }

    private String words(Layer shown) {
        int bits = shown.bits().activation();
        if (bits == LayerBits.OFF) {
            return Texts.of("whatif.off");
        }
        return Texts.of(hasOwnSteps() ? "whatif.token" : "whatif.layer", bits, 1 << bits);
    }

    /** Figures of the layer in view. */
    public ObservableValue<List<Fact>> facts() {
        return facts;
    }

    private List<Fact> facts(Layer shown) {
        return shown.estimate().map(this::facts).orElse(List.of());
    }

    private List<Fact> facts(LayerEstimate estimate) {
        List<Fact> facts = new ArrayList<>();
        estimate.ends().ifPresent(ends -> facts.add(Fact.of(Texts.of("whatif.step"), steps(ends))));
        if (!hasOwnSteps()) {
            facts.add(
                    Fact.of(
                            Texts.of("whatif.zero"),
                            Texts.of("run.percent", 100 * estimate.zeros())));
        }
        facts.add(Fact.of(Texts.of("whatif.input"), decibels(estimate.input())));
        facts.add(Fact.of(Texts.of("whatif.weights"), decibels(estimate.weights())));
        facts.add(Fact.of(Texts.of("whatif.layer.sqnr"), decibels(estimate.output())));
        return facts;
    }

    private static String steps(float[] ends) {
        return ends[0] == ends[1]
                ? NumberFormatting.number(ends[0])
                : Texts.of(
                        "whatif.steps",
                        NumberFormatting.number(ends[0]),
                        NumberFormatting.number(ends[1]));
    }

    /** A ratio for the user; a dash where nothing is rounded. */
    static String decibels(double ratio) {
        return Double.isInfinite(ratio) ? "–" : Texts.of("whatif.decibels", ratio);
    }

    /** The levels over the histogram. */
    public FigureCardViewModel levels() {
        return levels;
    }

    /** What is left of each token. */
    public FigureCardViewModel tokens() {
        return tokens;
    }
}
