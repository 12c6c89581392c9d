/**
 * Fake quantisation on the CPU: rounding to a grid, outliers, Hadamard transforms and the error of
 * rounding.
 */
package org.mambascope.tensor.cpu.fakequant;
