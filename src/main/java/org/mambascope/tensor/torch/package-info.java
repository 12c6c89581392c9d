/**
 * Kernels of libtorch's own operators, through TorchScript: the reference on the CPU, and the
 * implementation on other devices.
 */
package org.mambascope.tensor.torch;
