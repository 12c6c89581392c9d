package org.mambascope.experiment.search;

import org.mambascope.experiment.evaluation.PairedComparison;

/**
 * A plan on the way, measured as a whole.
 *
 * @param taken steps until then
 * @param accuracy with it: the first measure of the task, in percent
 * @param measuredBy name of that measure, as {@code top-1}
 * @param comparison with the original's answers
 */
public record MeasuredPlan(
        int taken, double accuracy, String measuredBy, PairedComparison comparison) {}
