/**
 * Quantised linear layers: weight codes, smoothing, input bases, and their execution as integers or
 * as fake quantisation.
 */
package org.mambascope.quant.layer;
