/** The search for a layer's parameters by its output error: smoothing, ranges, bases, GPTQ. */
package org.mambascope.quant.search;
