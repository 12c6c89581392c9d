/**
 * A model's predictions on a dataset: accuracy, agreement, SQNR of the logits, paired tests,
 * sensitivity of layers.
 */
package org.mambascope.experiment.evaluation;
