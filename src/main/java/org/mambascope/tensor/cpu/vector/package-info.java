/** Vectors, their mathematics, and views of tensors in the CPU's memory. */
package org.mambascope.tensor.cpu.vector;
