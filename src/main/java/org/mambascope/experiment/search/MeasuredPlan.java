package org.mambascope.experiment.search;

import org.mambascope.experiment.evaluation.PairedComparison;

/**
 * A plan on the way, measured as a whole.
 *
 * @param taken steps until then
 * @param accuracy top-1 with it, in percent
 * @param comparison with the original's answers
 */
public record MeasuredPlan(int taken, double accuracy, PairedComparison comparison) {}
