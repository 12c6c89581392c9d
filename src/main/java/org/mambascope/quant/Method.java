package org.mambascope.quant;

import org.mambascope.base.Problem;
import org.mambascope.quant.ActivationRule.Dynamic;
import org.mambascope.quant.ActivationRule.Granularity;
import org.mambascope.quant.ActivationRule.Static;
import org.mambascope.quant.RangeRule.MinMax;
import org.mambascope.quant.RangeRule.Percentile;
import org.mambascope.quant.RangeRule.Search;

import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Methods by the names that users type. */
public enum Method {
    /** Round to nearest, one step for a layer's whole input, from smallest to largest. */
    RTN("rtn", "Round to nearest", plain(tensor(new MinMax()), new MinMax())),
    /** The same without the outermost values. */
    RTN_PERCENTILE(
            "rtn-percentile",
            "Round to nearest, 99.99 percentile",
            plain(tensor(new Percentile(99.99)), new MinMax())),
    /** The same with the range of the smallest mean square error. */
    RTN_MSE(
            "rtn-mse",
            "Round to nearest, least squares",
            plain(tensor(new Search(2, true)), new Search(2, true))),
    /** Steps of every token when it comes. */
    DYNAMIC("dynamic", "Per-token dynamic", plain(new Dynamic(), new MinMax())),
    /** SmoothQuant (Xiao et al. 2023), one static step for a layer's whole input. */
    SMOOTHQUANT("smoothquant", "SmoothQuant", smooth(tensor(new MinMax()), new MinMax(), false)),
    /** SmoothQuant with steps of every token when it comes. */
    SMOOTHQUANT_DYNAMIC(
            "smoothquant-dynamic",
            "SmoothQuant, dynamic",
            smooth(new Dynamic(), new MinMax(), false)),
    /** PTQ4VM's per-token static quantisation alone. */
    PTS("pts", "PTS", plain(tokens(), RangeRule.PUBLISHED_SEARCH)),
    /** With smoothing: what JLSS starts from. */
    PTS_SMOOTH(
            "pts-smooth", "PTS + smoothing", smooth(tokens(), RangeRule.PUBLISHED_SEARCH, false)),
    /** PTQ4VM: with jointly learned smoothing scales and step sizes. */
    JLSS("jlss", "PTS + JLSS", smooth(tokens(), RangeRule.PUBLISHED_SEARCH, true));

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

    private static ActivationRule tokens() {
        return new Static(Granularity.TOKEN, RangeRule.PUBLISHED_SEARCH);
    }

    private static Recipe plain(ActivationRule activations, RangeRule weights) {
        return new Recipe(OptionalDouble.empty(), weights, activations, false);
    }

    private static Recipe smooth(ActivationRule activations, RangeRule weights, boolean learned) {
        return new Recipe(OptionalDouble.of(0.5), weights, activations, learned);
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
