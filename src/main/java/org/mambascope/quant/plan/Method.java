package org.mambascope.quant.plan;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.quant.plan.ActivationRule.Dynamic;
import org.mambascope.quant.plan.ActivationRule.Granularity;
import org.mambascope.quant.plan.ActivationRule.Static;
import org.mambascope.quant.plan.RangeRule.MinMax;
import org.mambascope.quant.plan.RangeRule.Percentile;
import org.mambascope.quant.plan.RangeRule.Search;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Methods by the names that users type. */
public enum Method {
    /** Round to nearest, one step for a layer's whole input, from smallest to largest. */
    RTN("rtn", "Round to nearest", Recipe.plain(tensor(new MinMax()), new MinMax())),
    /** Round to nearest without the outermost values. */
    RTN_PERCENTILE(
            "rtn-percentile",
            "Round to nearest, 99.99 percentile",
            Recipe.plain(tensor(new Percentile(99.99)), new MinMax())),
    /** Round to nearest with the range of the smallest mean square error. */
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
    JLSS("jlss", "PTS + JLSS", smoothPerToken().learning(LearningTarget.SCALES_AND_STEPS)),
    /** QuaRot-style (Ashkboos et al. 2024): per-token static steps in a rotated basis. */
    QUAROT("quarot", "QuaRot-style", perToken().in(BasisRule.ROTATED)),
    /**
     * In the style of MambaQuant (Xu et al., ICLR 2025). Read in its code: one static asymmetric
     * step, 99.9999 percentile; weights per row; Hadamard before output projections; principal axes
     * and Hadamard where both fold into neighbouring weights; smoothing folded into the gate, the
     * convolution and x_proj's rows. Inferred: axes for each layer, of the calibration images (the
     * code: one for all blocks, of a validation image); the scan stays in floating point.
     */
    MAMBAQUANT(
            "mambaquant",
            "MambaQuant-style",
            Recipe.plain(tensor(new Percentile(99.9999)), new MinMax())
                    .withSmoothing(0.5)
                    .in(BasisRule.PRINCIPAL)),
    /**
     * In the style of k-scaled quantisation (Shi et al. 2025). Read in its code: 4 clusters of
     * tokens by mean magnitude, symmetric steps, powers of two apart, by the cosine of the layer's
     * output in 3 rounds of 100 candidates. Inferred: the same for layers' inputs, where the code
     * quantises outputs; convolutions and the scan stay in floating point.
     */
    K_SCALED(
            "k-scaled",
            "k-scaled-style",
            Recipe.plain(new ActivationRule.Clustered(4, false), new MinMax())),
    /**
     * In the style of OuroMamba (Ramachandran et al., ICCV 2025), W4A4+O8. Read in its code: static
     * symmetric steps of what is within mean + 3 deviations; at run time, in windows of ten tokens,
     * channels beyond have 8 bits. Inferred: outliers are found per image (the code: in the batch);
     * calibration on real images; steps are searched, not learned; the scan stays in floating
     * point.
     */
    OUROMAMBA(
            "ouromamba",
            "OuroMamba-style",
            Recipe.plain(
                    new ActivationRule.Outliers(RangeRule.PUBLISHED_SEARCH),
                    RangeRule.PUBLISHED_SEARCH)),
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
    /** {@link #ROTATED_SEARCH} with learned ranges, weight steps and biases. */
    ROTATED(
            "rotated",
            "Rotated PTS + GPTQ, learned",
            smoothPerToken()
                    .in(BasisRule.CHOSEN)
                    .rounding(RoundingRule.ERROR_FEEDBACK)
                    .learning(LearningTarget.RANGES));

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
                                KnownNames.of(
                                                "method",
                                                Stream.of(values()).map(Method::id).toList())
                                        .unknown(id, ""));
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

    /** Bits as tables have them, {@code W4A4}, or with what comes on top, {@code W4A4+O8}. */
    public String bits(BitPlan plan) {
        return plan + recipe.activations().extraBits();
    }

    /** Recipe of the method. */
    public Recipe recipe() {
        return recipe;
    }
}
