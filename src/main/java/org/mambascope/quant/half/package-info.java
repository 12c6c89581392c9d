/** Layers in 16-bit floating point. */
package org.mambascope.quant.half;
