/**
 * Where numbers are computed: the device, libtorch's operators through TorchScript, and the scan
 * and convolution of a Visual Mamba in Java's Vector API. Everything a model needs of libtorch goes
 * through {@link org.mambascope.tensor.Kernels}; no other room knows how a device computes.
 */
package org.mambascope.tensor;
