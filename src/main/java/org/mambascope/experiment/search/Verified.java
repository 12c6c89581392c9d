package org.mambascope.experiment.search;

import org.mambascope.experiment.Comparison;

/**
 * A plan on the way, measured as a whole.
 *
 * @param taken steps until then
 * @param accuracy top-1 with it, in percent
 * @param comparison with the original's answers
 */
public record Verified(int taken, double accuracy, Comparison comparison) {}
