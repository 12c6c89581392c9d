package org.mambascope.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Contents of a weight file.
 *
 * @param dicts in the file's order
 * @param metadata of the file
 * @param wholeObject class of a module that was pickled as a whole
 */
record Contents(List<StateDict> dicts, Map<String, String> metadata, Optional<String> wholeObject) {
    Contents {
        dicts = List.copyOf(dicts);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
