package org.mambascope.experiment.search;

import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;

import java.util.List;

/** What a plan costs, as a sum over layers and what does not depend on bits. */
public interface PlanCost {
    /** What a layer adds. */
    double of(Candidate candidate);

    /**
     * What a whole plan costs, exactly where that can be known without running it.
     *
     * @param layers those that the plan quantises
     */
    double whole(BitPlan bits, List<QuantisedLayer> layers);
}
