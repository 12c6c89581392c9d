/**
 * Quick estimates of quantisation methods: the methods' own search runs on a small sample of each
 * layer's input and weights.
 */
package org.mambascope.quant.estimate;
