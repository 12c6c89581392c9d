package org.mambascope.checkpoint.pickle;

import java.util.List;
import java.util.Optional;

/**
 * The dictionaries of tensors in an unpickled object, at any depth, inside of dictionaries, lists,
 * tuples and objects of any class; the nearest to the root first.
 *
 * @param wholeObject class of a module that was pickled as a whole, instead of its state dict
 */
public record TensorDictionaries(List<TensorDictionary> found, Optional<String> wholeObject) {
    public TensorDictionaries {
        found = List.copyOf(found);
    }

    /** All below a root, in time that grows with the number of containers, however used. */
    public static TensorDictionaries in(Object root) {
        return DictionaryWalk.from(root);
    }
}
