package org.mambascope.ui.session;

import org.mambascope.base.Progress;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.SearchPath;

/**
 * A search for a bit plan whose layers have been measured one by one. Plans are found at once;
 * measuring whole ones takes time.
 */
public interface PlanSearch {
    /** What the original costs. */
    double original();

    /** What the narrowest bits that are offered cost. */
    double least();

    /** What the widest that make sense cost. */
    double most();

    /** The way into a budget by what is predicted, whose costs are sums over layers. */
    SearchPath preview(double budget);

    /** The way into a budget, exactly, with plans on it that are measured as a whole. */
    FoundPlan find(double budget, Progress progress);
}
