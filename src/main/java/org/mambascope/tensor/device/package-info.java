/**
 * Devices, and the machine that the program runs on: processors, NVIDIA cards, libtorch for CUDA,
 * memory and the states that libtorch keeps for each thread.
 */
package org.mambascope.tensor.device;
