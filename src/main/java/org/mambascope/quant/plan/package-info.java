/** Quantisation as asked for: methods as recipes of rules, bits by layer, settings of learning. */
package org.mambascope.quant.plan;
