/** Gradients: the tape, backward kernels, and the optimiser. */
package org.mambascope.tensor.gradient;
