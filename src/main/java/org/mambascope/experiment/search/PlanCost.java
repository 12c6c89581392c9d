package org.mambascope.experiment.search;

import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;

import java.util.List;

/** Cost of a plan: a sum over layers and a constant that does not depend on bits. */
public interface PlanCost {
    /** Share of one layer. */
    double of(Candidate candidate);

    /**
     * Cost of a whole plan, exact where it can be known without running it.
     *
     * @param layers those that the plan quantises
     */
    double whole(BitPlan bits, List<QuantisedLayer> layers);
}
