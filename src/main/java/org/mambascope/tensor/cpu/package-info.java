/** Kernels for the CPU in Java's Vector API: scan, convolutions, norms. */
package org.mambascope.tensor.cpu;
