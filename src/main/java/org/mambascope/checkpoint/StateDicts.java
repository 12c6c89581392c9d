package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The state dicts of a training checkpoint, in the order in which they are preferred: those under
 * the usual names, the root itself, then any other dictionary of tensors. All else is passed over.
 */
final class StateDicts {
    private static final List<String> USUAL =
            List.of("model", "state_dict", "model_ema", "state_dict_ema");
    private static final String ROOT = "";
    private static final String PARALLEL_PREFIX = "module.";
    private static final String REBUILD = "torch._utils._rebuild";

    private final Map<String, Map<?, ?>> bySection;

    private StateDicts(Map<String, Map<?, ?>> bySection) {
        this.bySection = bySection;
    }

    static StateDicts in(Object root) {
        if (root instanceof Pickled.Placeholder whole) {
            throw new Problem(
                    "it holds a whole object of class %s instead of a state dict; load it in"
                                    .formatted(whole.type())
                            + " PyTorch and save model.state_dict()");
        }
        if (!(root instanceof Map<?, ?> dictionary)) {
            throw new Problem("it holds no dictionary, so no state dict");
        }
        Map<String, Map<?, ?>> sections = new LinkedHashMap<>();
        for (String name : USUAL) {
            add(sections, name, dictionary.get(name));
        }
        add(sections, ROOT, dictionary);
        dictionary.forEach(
                (key, value) -> {
                    if (key instanceof String name) {
                        add(sections, name, value);
                    }
                });
        if (sections.isEmpty()) {
            throw new Problem("there is no state dict in it, at its root or under a name");
        }
        return new StateDicts(sections);
    }

    List<String> sections() {
        return List.copyOf(bySection.keySet());
    }

    /** The tensors of the section, or of the preferred one, without {@code module.} before all. */
    Map<String, Pickled.Tensor> tensors(Optional<String> section) {
        String name = section.orElse(bySection.keySet().iterator().next());
        if (!bySection.containsKey(name)) {
            throw new Problem(
                    "there is no state dict '%s' in it; there is %s"
                            .formatted(
                                    name,
                                    bySection.keySet().stream()
                                            .map(offer -> "'" + offer + "'")
                                            .collect(Collectors.joining(", "))));
        }
        Map<String, Pickled.Tensor> tensors = new LinkedHashMap<>();
        bySection
                .get(name)
                .forEach(
                        (key, value) -> {
                            if (key instanceof String text) {
                                refuseUnknownTensor(text, value);
                                if (value instanceof Pickled.Tensor tensor) {
                                    tensors.put(text, tensor);
                                }
                            }
                        });
        return withoutParallelPrefix(tensors);
    }

    private static void add(Map<String, Map<?, ?>> sections, String name, Object value) {
        if (value instanceof Map<?, ?> dictionary
                && dictionary.values().stream().anyMatch(Pickled.Tensor.class::isInstance)) {
            sections.putIfAbsent(name, dictionary);
        }
    }

    /** A sparse or quantised tensor would else be missing without a word. */
    private static void refuseUnknownTensor(String name, Object value) {
        if (value instanceof Pickled.Placeholder placeholder
                && placeholder.type().startsWith(REBUILD)) {
            throw new Problem(
                    "tensor '%s' is of a kind that cannot be read (%s)"
                            .formatted(name, placeholder.type()));
        }
    }

    private static Map<String, Pickled.Tensor> withoutParallelPrefix(
            Map<String, Pickled.Tensor> tensors) {
        if (!tensors.keySet().stream().allMatch(name -> name.startsWith(PARALLEL_PREFIX))) {
            return tensors;
        }
        Map<String, Pickled.Tensor> stripped = new LinkedHashMap<>();
        tensors.forEach(
                (name, tensor) -> stripped.put(name.substring(PARALLEL_PREFIX.length()), tensor));
        return stripped;
    }
}
