/**
 * Quantisation: parts (granularity, range, smoothing, learned steps) that combine to methods, bit
 * plans, and models whose layers are quantised, in memory and as files.
 */
package org.mambascope.quant;
