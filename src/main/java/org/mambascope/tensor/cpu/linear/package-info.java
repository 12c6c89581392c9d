/**
 * Matrix products (gemm) in floats and integers, and the linear layers and patch convolutions made
 * of them.
 */
package org.mambascope.tensor.cpu.linear;
