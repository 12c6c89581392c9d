/** Layers on NVIDIA GPUs. */
package org.mambascope.tensor.cuda;
