package org.mambascope.checkpoint.pickle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** Finds the dictionaries of tensors in an unpickled object. */
final class DictionaryWalk {
    /** Deeper ones are passed over: no training script nests so far. */
    private static final int GREATEST_DEPTH = 32;

    private static final int LONGEST_KEY = 100;
    private static final String MODULE_STATE = "_parameters";

    private final Queue<Place> ahead = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<TensorDictionary> found = new ArrayList<>();
    private Optional<String> wholeObject = Optional.empty();

    /** A container and the key that leads to it; an empty key marks the parts of an object. */
    private record Place(Place parent, String key, Object container, int depth) {
        String path() {
            String before = parent == null ? "" : parent.path();
            return before.isEmpty() || key.isEmpty() ? before + key : before + "/" + key;
        }
    }

    private DictionaryWalk() {}

    /** Goes breadth first, so that the nearest come first, and into each container once. */
    static TensorDictionaries from(Object root) {
        DictionaryWalk walk = new DictionaryWalk();
        if (root instanceof Pickled.Placeholder object) {
            walk.wholeObject = Optional.of(object.type());
        }
        walk.plan(null, "", root);
        while (!walk.ahead.isEmpty()) {
            walk.visit(walk.ahead.remove());
        }
        return new TensorDictionaries(walk.found, walk.wholeObject);
    }

    private void plan(Place parent, String key, Object value) {
        boolean container =
                value instanceof Map<?, ?>
                        || value instanceof List<?>
                        || value instanceof Object[]
                        || value instanceof Pickled.Placeholder;
        int depth = parent == null ? 0 : parent.depth() + 1;
        if (container && depth <= GREATEST_DEPTH && seen.add(value)) {
            ahead.add(new Place(parent, key, value, depth));
        }
    }

    private void visit(Place place) {
        switch (place.container()) {
            case Map<?, ?> dictionary -> visitDictionary(place, dictionary);
            case List<?> list -> visitItems(place, list);
            case Object[] tuple -> visitItems(place, Arrays.asList(tuple));
            case Pickled.Placeholder object -> visitObject(place, object);
            default -> throw new IllegalStateException();
        }
    }

    private void visitDictionary(Place place, Map<?, ?> dictionary) {
        Map<String, Pickled.AnyTensor> tensors = new LinkedHashMap<>();
        dictionary.forEach(
                (key, value) -> {
                    String name = (String) key;
                    if (value instanceof Pickled.AnyTensor tensor) {
                        tensors.put(name, tensor);
                    } else {
                        plan(place, shortened(name), value);
                    }
                });
        if (!tensors.isEmpty()) {
            found.add(new TensorDictionary(place.path(), tensors));
        }
    }

    private void visitItems(Place place, List<?> items) {
        for (int i = 0; i < items.size(); i++) {
            plan(place, String.valueOf(i), items.get(i));
        }
    }

    /** Modules are not looked into: their tensors are spread over as many small dictionaries. */
    private void visitObject(Place place, Pickled.Placeholder object) {
        boolean isModule =
                object.parts().stream()
                        .anyMatch(
                                part ->
                                        part instanceof Map<?, ?> state
                                                && state.containsKey(MODULE_STATE));
        if (isModule) {
            wholeObject = wholeObject.or(() -> Optional.of(object.type()));
            return;
        }
        visitDictionary(place, object.entries());
        object.parts().forEach(part -> plan(place, "", part));
    }

    private static String shortened(String key) {
        return key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key;
    }
}
