/**
 * Pickles as PyTorch writes them, read without running anything: objects become plain values of
 * {@link org.mambascope.checkpoint.pickle.Pickled}, among which the dictionaries of tensors are
 * found. Time and memory grow with the pickle's length only, and both have bounds.
 */
package org.mambascope.checkpoint.pickle;
