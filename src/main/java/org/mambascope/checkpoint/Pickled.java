package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.util.List;

/** What a pickle can stand for beside plain numbers, text, lists, tuples and dictionaries. */
sealed interface Pickled {
    int LONGEST_NAME = 1000;

    /** The name of a Python class or function, which is never looked up. */
    record Global(String module, String name) implements Pickled {
        public Global {
            checkLength(module);
            checkLength(name);
        }

        String qualifiedName() {
            return module + "." + name;
        }
    }

    /** A storage of {@code elements} elements in the entry {@code key}; {@code type} is a class. */
    record StorageReference(String type, String key, long elements) implements Pickled {
        public StorageReference {
            checkLength(key);
        }
    }

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

    /** A name can be used over and over, so a long one would make a small file slow to read. */
    private static void checkLength(String name) {
        if (name.length() > LONGEST_NAME) {
            throw new Problem(
                    "its pickle has a name of %d characters, and %d is the most"
                            .formatted(name.length(), LONGEST_NAME));
        }
    }
}
