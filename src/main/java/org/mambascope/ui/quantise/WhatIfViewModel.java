package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.ActivationRule;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.RoundingEstimate;
import org.mambascope.report.Figure;
import org.mambascope.report.FigureOptions;
import org.mambascope.report.LongTail;
import org.mambascope.report.NumberFormatting;
import org.mambascope.report.Quantity;
import org.mambascope.report.TokenSignalToNoise;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What the chosen bits do to one layer, from what is known of it: nothing runs. */
public final class WhatIfViewModel {
    private record Layer(LayerSite site, PointStatistics input, LayerBits bits) {}

    private final PlanViewModel plan;
    private final Session session;
    private final ObservableValue<Optional<Layer>> layer;
    private final ObservableValue<List<Fact>> facts;
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
                        session.observationProperty(),
                        session.selection().pointProperty());
        this.facts =
                Bindings.createObjectBinding(
                        () -> layer.getValue().map(this::facts).orElse(List.of()),
                        layer,
                        session.weightsProperty());
        this.levels = card(layer.map(shown -> shown.map(WhatIfViewModel::levels)), dialogs);
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
        return site().flatMap(
                        site ->
                                plan.estimates()
                                        .input(site)
                                        .map(
                                                input ->
                                                        new Layer(
                                                                site,
                                                                input,
                                                                plan.draft()
                                                                        .getValue()
                                                                        .bits()
                                                                        .of(site.name()))));
    }

    private Optional<LayerSite> site() {
        return plan.selectedLayer().or(session::chosenLayer);
    }

    private static Figure levels(Layer shown) {
        int bits = shown.bits().activation();
        return new LongTail(
                shown.input(),
                FigureOptions.DEFAULT.withLevelBits(
                        bits == LayerBits.OFF ? OptionalInt.empty() : OptionalInt.of(bits)));
    }

    private Optional<Figure> tokens(Layer shown) {
        int bits = shown.bits().activation();
        return bits == LayerBits.OFF
                ? Optional.empty()
                : Optional.of(
                        new TokenSignalToNoise(
                                shown.input().point().order(),
                                RoundingEstimate.tokensWithOneStep(shown.input(), bits),
                                RoundingEstimate.tokensWithOwnSteps(shown.input(), bits),
                                hasOwnSteps()));
    }

    private boolean hasOwnSteps() {
        return switch (plan.draft().getValue().method().recipe().activations()) {
            case ActivationRule.Dynamic() -> true;
            case ActivationRule.Clustered _, ActivationRule.Outliers _ -> true;
            case ActivationRule.Static(ActivationRule.Granularity granularity, var _) ->
                    granularity == ActivationRule.Granularity.TOKEN;
        };
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
        return Texts.of(
                hasOwnSteps() ? "whatif.token" : "whatif.layer", bits, 1 << bits, (1 << bits) - 1);
    }

    /** Figures of the layer in view. */
    public ObservableValue<List<Fact>> facts() {
        return facts;
    }

    private List<Fact> facts(Layer shown) {
        List<Fact> facts = new ArrayList<>();
        int bits = shown.bits().activation();
        if (bits != LayerBits.OFF) {
            facts.add(Fact.of(Texts.of("whatif.step"), step(shown.input(), bits)));
        }
        if (bits != LayerBits.OFF && !hasOwnSteps()) {
            double zero = RoundingEstimate.roundedToZero(shown.input().values(), bits);
            facts.add(Fact.of(Texts.of("whatif.zero"), Texts.of("run.percent", 100 * zero)));
        }
        double input =
                RoundingEstimate.input(
                        shown.input(),
                        bits,
                        plan.draft().getValue().method().recipe().activations());
        facts.add(Fact.of(Texts.of("whatif.input"), decibels(input)));
        plan.estimates()
                .weights(shown.site())
                .ifPresent(
                        matrix -> {
                            double weights =
                                    RoundingEstimate.weights(matrix, shown.bits().weight());
                            facts.add(Fact.of(Texts.of("whatif.weights"), decibels(weights)));
                            facts.add(
                                    Fact.of(
                                            Texts.of("whatif.layer.sqnr"),
                                            decibels(RoundingEstimate.product(input, weights))));
                        });
        return facts;
    }

    private String step(PointStatistics input, int bits) {
        if (!hasOwnSteps()) {
            return NumberFormatting.number(
                    RoundingEstimate.step(
                            input.values().minimum(), input.values().maximum(), bits));
        }
        Profile tokens = input.tokens();
        double[] steps =
                IntStream.range(0, tokens.size())
                        .mapToDouble(
                                token ->
                                        RoundingEstimate.step(
                                                tokens.minimum()[token],
                                                tokens.maximum()[token],
                                                bits))
                        .sorted()
                        .toArray();
        return Texts.of(
                "whatif.steps",
                NumberFormatting.number(steps[0]),
                NumberFormatting.number(steps[steps.length - 1]));
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
