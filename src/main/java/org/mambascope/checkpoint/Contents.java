package org.mambascope.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader finds in a weight file: tensors in the file's order, metadata and sections. */
record Contents(
        Map<String, StridedTensor> tensors, Map<String, String> metadata, List<String> sections) {
    Contents {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        sections = List.copyOf(sections);
    }
}
