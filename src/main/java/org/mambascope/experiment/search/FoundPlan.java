package org.mambascope.experiment.search;

import org.mambascope.quant.BitPlan;

import java.util.List;

/**
 * What a search found.
 *
 * @param path into the budget
 * @param verified plans on the way that were measured, in order
 * @param best of those within the budget, the one whose measured SQNR is the highest
 * @param bits the plan of it
 * @param cost of it, exactly
 * @param budget that it had to meet
 */
public record FoundPlan(
        SearchPath path,
        List<Verified> verified,
        Verified best,
        BitPlan bits,
        double cost,
        double budget) {
    public FoundPlan {
        verified = List.copyOf(verified);
    }
}
