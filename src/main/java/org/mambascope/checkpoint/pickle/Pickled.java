package org.mambascope.checkpoint.pickle;

import org.mambascope.base.Problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a pickle other than plain numbers, text, lists, tuples and dictionaries. */
public sealed interface Pickled {
    /** The longest name of a class, function or storage, in characters. */
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

    /**
     * A storage of the file.
     *
     * @param type class of the storage, as {@code FloatStorage}
     * @param key names the storage in the file
     * @param elements their number
     */
    record StorageReference(String type, String key, long elements) implements Pickled {
        public StorageReference {
            checkLength(type);
            checkLength(key);
        }
    }

    /** A value that represents a tensor of any kind. */
    sealed interface AnyTensor extends Pickled {}

    /** A view of a storage; offset and strides count elements. */
    record Tensor(StorageReference storage, long offset, List<Long> shape, List<Long> strides)
            implements AnyTensor {}

    /**
     * A tensor that is not a view of a storage, such as a sparse one.
     *
     * @param builder the function that makes it in Python
     */
    record OtherTensor(String builder) implements AnyTensor {}

    /**
     * An object of any other class. It does nothing; what was put into it is kept, since a state
     * dict may be among that.
     */
    final class Placeholder implements Pickled {
        private final String type;
        private final List<Object> parts = new ArrayList<>(0);
        private final Map<Object, Object> entries = new LinkedHashMap<>(0);

        Placeholder(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }

        /** Arguments, state and items, in the order in which they came. */
        List<Object> parts() {
            return parts;
        }

        /** Values under keys, if it is a kind of dictionary. */
        Map<Object, Object> entries() {
            return entries;
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
