package org.mambascope.quant.plan;

/**
 * All choices of a quantisation.
 *
 * @param method by its name, for the record
 * @param recipe of the method, perhaps changed
 * @param bits of every layer
 * @param setting of learning, where the recipe learns
 * @param seed of everything random
 */
public record QuantisationPlan(
        Method method, Recipe recipe, BitPlan bits, LearningSetting setting, long seed) {
    /** A method as it is. */
    public static QuantisationPlan of(Method method, BitPlan bits) {
        return new QuantisationPlan(method, method.recipe(), bits, LearningSetting.DEFAULT, 0);
    }

    /** Copy with another setting of learning. */
    public QuantisationPlan with(LearningSetting other) {
        return new QuantisationPlan(method, recipe, bits, other, seed);
    }

    /** Copy with other bits. */
    public QuantisationPlan with(BitPlan other) {
        return new QuantisationPlan(method, recipe, other, setting, seed);
    }

    /** Copy that stops before learning. */
    public QuantisationPlan withoutLearning() {
        return new QuantisationPlan(
                method, recipe.learning(LearningTarget.NONE), bits, setting, seed);
    }
}
