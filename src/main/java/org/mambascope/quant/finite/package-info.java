/** Checks that values are finite before a model is quantised. */
package org.mambascope.quant.finite;
