package org.mambascope.experiment.search;

/**
 * What is known before a budget is named.
 *
 * @param table what layers lose and cost
 * @param fixed cost that does not depend on bits
 */
public record MeasuredLayers(SensitivityTable table, double fixed) {
    /** What the narrowest bits cost. */
    public double least() {
        return fixed + table.leastCost();
    }

    /** What the widest bits that make sense cost. */
    public double most() {
        return fixed + table.mostCost();
    }
}
