package org.mambascope.checkpoint;

import java.util.List;

/** What a pickle can stand for beside plain numbers, text, lists, tuples and dictionaries. */
sealed interface Pickled {
    /** The name of a Python class or function, which is never looked up. */
    record Global(String module, String name) implements Pickled {
        String qualifiedName() {
            return module + "." + name;
        }
    }

    /** A storage of {@code elements} elements in the entry {@code key}; {@code type} is a class. */
    record StorageReference(String type, String key, long elements) implements Pickled {}

    /** A view of a storage; offset and strides count elements. */
    record Tensor(StorageReference storage, long offset, List<Long> shape, List<Long> strides)
            implements Pickled {}

    /** An object of any other class: it has no state and does nothing. */
    final class Placeholder implements Pickled {
        private final String type;

        Placeholder(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }
}
