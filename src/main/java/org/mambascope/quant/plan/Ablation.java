package org.mambascope.quant.plan;

import java.util.List;

/** The parts of {@link Method#ROTATED}, one more at a time, to measure what each adds. */
public enum Ablation {
    /** Per-token static steps of smoothed inputs. */
    SMOOTHED("PTS + σ", Method.PTS_SMOOTH.recipe()),
    /** Rotated where that is better. */
    ROTATED("+ H", SMOOTHED.recipe.in(BasisRule.ROTATED_WHERE_BETTER)),
    /** Without the tokens' means where that is better. */
    CENTRED("+ μ", SMOOTHED.recipe.in(BasisRule.CHOSEN)),
    /** Weights rounded with error feedback. */
    FED_BACK("+ GPTQ", CENTRED.recipe.rounding(RoundingRule.ERROR_FEEDBACK_ALONE)),
    /** The mean error of each output added to its bias. */
    CORRECTED("+ bias correction", CENTRED.recipe.rounding(RoundingRule.ERROR_FEEDBACK)),
    /** Ranges, weight steps and biases learned. */
    LEARNED("+ learning", Method.ROTATED.recipe());

    private final String words;
    private final Recipe recipe;

    Ablation(String words, Recipe recipe) {
        this.words = words;
        this.recipe = recipe;
    }

    /** All parts, each with those before it. */
    public static List<Ablation> parts() {
        return List.of(values());
    }

    /** The part that is added, in words for tables. */
    public String words() {
        return words;
    }

    /** This part and all before it. */
    public Recipe recipe() {
        return recipe;
    }
}
