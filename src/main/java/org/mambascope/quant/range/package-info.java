/**
 * Ranges of activations: calibration inputs, and the step sizes and zero points that are estimated
 * from them.
 */
package org.mambascope.quant.range;
