package org.mambascope.checkpoint.pickle;

import java.util.Map;

/**
 * A dictionary with at least one tensor in it.
 *
 * @param path keys that lead to it from the root, as {@code checkpoint/model}; empty for the root
 * @param tensors by name, in the file's order
 */
public record TensorDictionary(String path, Map<String, Pickled.AnyTensor> tensors) {}
