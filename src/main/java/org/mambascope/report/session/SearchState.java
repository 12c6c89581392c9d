package org.mambascope.report.session;

import org.mambascope.experiment.search.FoundPlan;

import java.util.Optional;

/**
 * A search for a bit plan.
 *
 * @param method that layers were quantised by, for the user
 * @param operations whether bit operations were bounded, and not the file's size
 * @param found what it found; empty for nothing yet
 */
public record SearchState(String method, boolean operations, Optional<FoundPlan> found) {
    /** Under this name session files keep it. */
    public static final String NAME = "search";

    /** Nothing was searched for. */
    public static final SearchState NOTHING = new SearchState("", false, Optional.empty());
}
