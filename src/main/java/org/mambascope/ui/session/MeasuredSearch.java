package org.mambascope.ui.session;

import org.mambascope.base.Progress;
import org.mambascope.experiment.search.BitSearch;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.MeasuredLayers;
import org.mambascope.experiment.search.SearchPath;

/**
 * A search in this process.
 *
 * @param search among layers at their widths
 * @param layers what was measured of them
 * @param original what the original costs
 */
record MeasuredSearch(BitSearch search, MeasuredLayers layers, double original)
        implements PlanSearch {
    @Override
    public double least() {
        return layers.least();
    }

    @Override
    public double most() {
        return layers.most();
    }

    @Override
    public SearchPath preview(double budget) {
        return SearchPath.into(layers.table(), layers.fixed(), budget);
    }

    @Override
    public FoundPlan find(double budget, Progress progress) {
        return search.verify(search.path(layers, budget), budget, progress);
    }
}
