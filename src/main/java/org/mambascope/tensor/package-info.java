/**
 * Contracts of what a Visual Mamba computes: {@link org.mambascope.tensor.Kernels} for one device,
 * scans, convolutions and linear layers as interfaces and records. The rooms below implement them,
 * {@link org.mambascope.tensor.dispatch} chooses; other rooms use these two and {@link
 * org.mambascope.tensor.gradient}.
 */
package org.mambascope.tensor;
