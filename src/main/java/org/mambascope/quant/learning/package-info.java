/**
 * Block reconstruction: step sizes, smoothing scales and ranges are learned by gradient descent.
 */
package org.mambascope.quant.learning;
