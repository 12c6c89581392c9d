package org.mambascope.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;

import java.util.List;
import java.util.Optional;

/**
 * A search for a bit plan.
 *
 * @param method that layers were quantised by, for the user
 * @param bounds one or two bounded costs
 * @param plan that was found; empty for none yet
 */
// Searches of before there were several budgets are left out, and nothing else of their files.
@JsonIgnoreProperties({"operations", "found"})
public record SearchState(String method, List<CostKind> bounds, Optional<FoundPlan> plan) {
    /** Under this name session files keep it. */
    public static final String NAME = "search";

    /** Nothing was searched for. */
    public static final SearchState NOTHING = new SearchState("", List.of(), Optional.empty());

    public SearchState {
        method = method == null ? "" : method;
        bounds = bounds == null ? List.of() : List.copyOf(bounds);
    }
}
