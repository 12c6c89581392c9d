package org.mambascope.ui.plan;

import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.Recipe;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the user has in mind for the model: all that can be undone.
 *
 * @param method that quantises
 * @param alpha of smoothing, 0 … 1, for methods that smooth
 * @param bits of every layer; layers with the bits of all are not named
 */
public record PlanDraft(Method method, double alpha, BitPlan bits) {
    /** Initial settings of a model. */
    public static final PlanDraft INITIAL =
            new PlanDraft(Method.PTS_SMOOTH, 0.5, BitPlan.uniform(4, 4));

    public PlanDraft with(Method other) {
        return new PlanDraft(other, alpha, bits);
    }

    PlanDraft withAlpha(double other) {
        return new PlanDraft(method, other, bits);
    }

    PlanDraft with(BitPlan other) {
        return new PlanDraft(method, alpha, other);
    }

    /** Changes the bits of some layers. */
    PlanDraft layers(List<String> names, UnaryOperator<LayerBits> change) {
        BitPlan changed = bits;
        for (String name : names) {
            LayerBits next = change.apply(bits.of(name));
            changed =
                    next.equals(bits.all())
                            ? changed.without(List.of(name))
                            : changed.with(name, next);
        }
        return with(changed);
    }

    /** Changes the bits of all layers but those that have their own. */
    PlanDraft all(UnaryOperator<LayerBits> change) {
        BitPlan changed = new BitPlan(change.apply(bits.all()), bits.layers());
        List<String> same =
                changed.layers().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(changed.all()))
                        .map(Map.Entry::getKey)
                        .toList();
        return with(changed.without(same));
    }

    /** Some layers as all others again. */
    PlanDraft reset(List<String> names) {
        return with(bits.without(names));
    }

    /** Returns true if a layer has bits of its own. */
    boolean isOwn(String layer) {
        return bits.layers().containsKey(layer);
    }

    /** Returns true if the method smooths, so that α matters. */
    public boolean smooths() {
        return method.recipe().smoothing().isPresent();
    }

    /** The method with the chosen smoothing. */
    public Recipe recipe() {
        return smooths() ? method.recipe().withSmoothing(alpha) : method.recipe();
    }
}
