package org.mambascope.quant;

import org.mambascope.base.Problem;
import org.mambascope.quant.ActivationRule.Dynamic;
import org.mambascope.quant.ActivationRule.Granularity;
import org.mambascope.quant.ActivationRule.Static;
import org.mambascope.quant.RangeRule.MinMax;
import org.mambascope.quant.RangeRule.Percentile;
import org.mambascope.quant.RangeRule.Search;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Methods by the names that users type. */
public enum Method {
    /** Round to nearest, one step for a layer's whole input, from smallest to largest. */
    RTN("rtn", "Round to nearest", Recipe.plain(tensor(new MinMax()), new MinMax())),
    /** The same without the outermost values. */
    RTN_PERCENTILE(
            "rtn-percentile",
            "Round to nearest, 99.99 percentile",
            Recipe.plain(tensor(new Percentile(99.99)), new MinMax())),
    /** The same with the range of the smallest mean square error. */
    RTN_MSE(
            "rtn-mse",
            "Round to nearest, least squares",
            Recipe.plain(tensor(new Search(2, true)), new Search(2, true))),
    /** Steps of every token when it comes. */
    DYNAMIC("dynamic", "Per-token dynamic", Recipe.plain(new Dynamic(), new MinMax())),
    /** SmoothQuant (Xiao et al. 2023), one static step for a layer's whole input. */
    SMOOTHQUANT(
            "smoothquant",
            "SmoothQuant",
            Recipe.plain(tensor(new MinMax()), new MinMax()).withSmoothing(0.5)),
    /** SmoothQuant with steps of every token when it comes. */
    SMOOTHQUANT_DYNAMIC(
            "smoothquant-dynamic",
            "SmoothQuant, dynamic",
            Recipe.plain(new Dynamic(), new MinMax()).withSmoothing(0.5)),
    /** PTQ4VM's per-token static quantisation alone. */
    PTS("pts", "PTS", perToken()),
    /** With smoothing: what JLSS starts from. */
    PTS_SMOOTH("pts-smooth", "PTS + smoothing", smoothPerToken()),
    /** PTQ4VM: with jointly learned smoothing scales and step sizes. */
    JLSS("jlss", "PTS + JLSS", smoothPerToken().learning(Learning.SCALES_AND_STEPS)),
    /** QuaRot-style (Ashkboos et al. 2024): per-token static steps in a rotated basis. */
    QUAROT("quarot", "QuaRot-style", perToken().in(BasisRule.ROTATED)),
    /** PTS with smoothing and error-feedback rounding. */
    PTS_GPTQ(
            "pts-gptq",
            "PTS + smoothing + GPTQ",
            smoothPerToken().rounding(RoundingRule.ERROR_FEEDBACK)),
    /** In the best basis of each layer, with error-feedback rounding, nothing learned. */
    ROTATED_SEARCH(
            "rotated-search",
            "Rotated PTS + GPTQ",
            smoothPerToken().in(BasisRule.CHOSEN).rounding(RoundingRule.ERROR_FEEDBACK)),
    /** The same with ranges, weight steps and biases learned. */
    ROTATED(
            "rotated",
            "Rotated PTS + GPTQ, learned",
            smoothPerToken()
                    .in(BasisRule.CHOSEN)
                    .rounding(RoundingRule.ERROR_FEEDBACK)
                    .learning(Learning.RANGES));

    private final String id;
    private final String words;
    private final Recipe recipe;

    Method(String id, String words, Recipe recipe) {
        this.id = id;
        this.words = words;
        this.recipe = recipe;
    }

    private static ActivationRule tensor(RangeRule range) {
        return new Static(Granularity.TENSOR, range);
    }

    private static Recipe perToken() {
        return Recipe.plain(
                new Static(Granularity.TOKEN, RangeRule.PUBLISHED_SEARCH),
                RangeRule.PUBLISHED_SEARCH);
    }

    private static Recipe smoothPerToken() {
        return perToken().withSmoothing(0.5);
    }

    /**
     * The method of this name.
     *
     * @throws Problem if there is none, with those that there are
     */
    public static Method named(String id) {
        return Stream.of(values())
                .filter(method -> method.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Problem(
                                        "Expected one of the methods %s, found %s."
                                                .formatted(names(), id)));
    }

    /** All names, after commas. */
    public static String names() {
        return Stream.of(values()).map(Method::id).collect(Collectors.joining(", "));
    }

    /** The name that users type, as {@code pts-smooth}. */
    public String id() {
        return id;
    }

    /** The name in tables and figures. */
    public String words() {
        return words;
    }

    /** What it consists of. */
    public Recipe recipe() {
        return recipe;
    }
}
