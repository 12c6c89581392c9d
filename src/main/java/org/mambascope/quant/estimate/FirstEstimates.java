package org.mambascope.quant.estimate;

import ai.djl.ndarray.NDManager;

import org.mambascope.quant.plan.BasisRule;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.plan.RoundingRule;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * First answers where estimates take too long to follow a slider: what a simpler method does to a
 * smaller sample, less what the method itself left of that noise when it was last estimated.
 */
public final class FirstEstimates {
    private static final double ANY_ALPHA = 0.5;

    /** Weights' bits that leave hardly any noise. */
    private static final int MANY_BITS = 8;

    /** So many are estimated while a slider moves. */
    private static final int FEW_LAYERS = 100;

    private static final double LEAST_LEFT = 0.1;
    private static final double MOST_LEFT = 1.5;

    private record Estimated(LayerSample sample, Recipe recipe) {}

    /**
     * Shares of noise that a method leaves.
     *
     * @param ofWeights of that which rounding weights makes
     * @param ofAll of what is left then
     */
    private record Left(double ofWeights, double ofAll) {}

    /** Noise over signal of the simpler method. */
    private record Noise(double ofInput, double ofWeights) {
        double left(double share) {
            return ofInput + share * ofWeights;
        }
    }

    private final Map<Estimated, Left> known = new ConcurrentHashMap<>();

    /**
     * Returns true if a method's estimate takes long: where bases or clusters are tried, or there
     * are many layers.
     *
     * @param layers their number
     */
    public static boolean help(Recipe recipe, int layers) {
        return layers > FEW_LAYERS
                || recipe.basis() != simpler(recipe).basis()
                || recipe.activations().findsWeightSteps();
    }

    /**
     * Keeps what a method leaves.
     *
     * @param estimate of what the method does to the layer at these bits
     */
    public void learn(
            LayerSample sample,
            Recipe recipe,
            LayerBits bits,
            LayerEstimate estimate,
            NDManager owner) {
        Noise simple = noise(simple(sample, recipe, bits, owner), sample, recipe, bits, owner);
        double found = noise(estimate);
        double share =
                Math.clamp((found - simple.ofInput()) / simple.ofWeights(), LEAST_LEFT, MOST_LEFT);
        double all = found / simple.left(share);
        if (all > 0 && Double.isFinite(all)) {
            known.put(estimated(sample, recipe), new Left(share, all));
        }
    }

    /**
     * First estimate of a method's effect on a layer; empty until a full estimate of it was made
     * once.
     */
    public Optional<LayerEstimate> of(
            LayerSample sample, Recipe recipe, LayerBits bits, NDManager owner) {
        return Optional.ofNullable(known.get(estimated(sample, recipe)))
                .map(
                        left -> {
                            LayerEstimate simple = simple(sample, recipe, bits, owner);
                            Noise noise = noise(simple, sample, recipe, bits, owner);
                            double expected = left.ofAll() * noise.left(left.ofWeights());
                            return simple.plus(LayerEstimate.decibels(noise(simple), expected));
                        });
    }

    /** Forgets all samples. */
    public void clear() {
        known.clear();
    }

    private static double noise(LayerEstimate estimate) {
        return Math.pow(10, -estimate.output() / 10);
    }

    /** A method as simple as this leaves as much of both. */
    private static Noise noise(
            LayerEstimate simple,
            LayerSample sample,
            Recipe recipe,
            LayerBits bits,
            NDManager owner) {
        LayerBits finely = new LayerBits(MANY_BITS, bits.activation());
        double ofInput =
                bits.weight() < MANY_BITS && !simpler(recipe).equals(recipe)
                        ? noise(simple(sample, recipe, finely, owner))
                        : noise(simple);
        return new Noise(ofInput, Math.max(noise(simple) - ofInput, Double.MIN_NORMAL));
    }

    private static Estimated estimated(LayerSample sample, Recipe recipe) {
        return new Estimated(
                sample, recipe.smoothing().isPresent() ? recipe.withSmoothing(ANY_ALPHA) : recipe);
    }

    private static LayerEstimate simple(
            LayerSample sample, Recipe recipe, LayerBits bits, NDManager owner) {
        return sample.smaller().estimate(simpler(recipe), bits, owner);
    }

    /** No choice of bases, no error feedback. */
    private static Recipe simpler(Recipe recipe) {
        Recipe nearest = recipe.rounding(RoundingRule.NEAREST);
        return switch (recipe.basis()) {
            case PLAIN, ROTATED, PRINCIPAL -> nearest;
            case ROTATED_WHERE_BETTER, CHOSEN -> nearest.in(BasisRule.ROTATED);
        };
    }
}
