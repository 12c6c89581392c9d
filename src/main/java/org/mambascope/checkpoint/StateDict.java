package org.mambascope.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dictionary of tensors in a weight file, in the file's order.
 *
 * @param path keys that lead to it, as {@code checkpoint/model}; empty for the root of the file
 */
record StateDict(String path, Map<String, StridedTensor> tensors) {
    StateDict {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
