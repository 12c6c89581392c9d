package org.mambascope.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of a weight file that may be a model: the tensors of a state dict whose names begin with a
 * prefix, without it.
 *
 * @param prefix empty, or ends with a dot, as {@code module._orig_mod.}
 */
record Candidate(StateDict dict, String prefix, Map<String, StridedTensor> tensors) {
    /** A wrapper adds one part to the prefix; so many wrappers around a model are enough. */
    private static final int MOST_PARTS = 8;

    private static final int LONGEST_STEP = 100;
    private static final String ROOT = "root";

    /** The state dict as it is. */
    static Candidate whole(StateDict dict) {
        return new Candidate(dict, "", dict.tensors());
    }

    /** A candidate for each prefix that names of the state dict have. */
    static List<Candidate> of(StateDict dict) {
        Map<String, Map<String, StridedTensor>> byPrefix = new LinkedHashMap<>();
        dict.tensors()
                .forEach(
                        (name, tensor) -> {
                            for (String prefix : prefixes(name)) {
                                byPrefix.computeIfAbsent(prefix, _ -> new LinkedHashMap<>())
                                        .put(name.substring(prefix.length()), tensor);
                            }
                        });
        return byPrefix.entrySet().stream()
                .map(entry -> new Candidate(dict, entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The empty beginning of a name, and those that end with a dot. */
    private static List<String> prefixes(String name) {
        List<String> prefixes = new ArrayList<>(List.of(""));
        int end = name.indexOf('.') + 1;
        while (end > 0 && prefixes.size() <= MOST_PARTS) {
            prefixes.add(name.substring(0, end));
            end = name.indexOf('.', end) + 1;
        }
        return prefixes;
    }

    /** Returns true if the names of another one begin with this one's prefix and more. */
    boolean surrounds(Candidate other) {
        return dict == other.dict()
                && other.prefix().length() > prefix.length()
                && other.prefix().startsWith(prefix);
    }

    /** The name for the user: keys and prefix, as {@code state_dict/model}. */
    String name() {
        String name = String.join("/", steps());
        return name.isEmpty() ? ROOT : name;
    }

    /** Returns true if the user means this one, maybe without its prefix. */
    boolean isCalled(String section) {
        return section.equals(name())
                || section.equals(dict.path())
                || (dict.path().isEmpty() && section.equals(ROOT));
    }

    /** Keys of dictionaries from the root, then the parts of the prefix. */
    List<String> steps() {
        return Stream.concat(Stream.of(dict.path().split("/")), Stream.of(prefix.split("\\.")))
                .filter(step -> !step.isEmpty())
                .map(Candidate::shortened)
                .toList();
    }

    /**
     * The tensors, and under their full names those of the same dictionary that belong to none of
     * the others, such as {@code n_averaged} or a head outside of the backbone.
     */
    Map<String, StridedTensor> withOthersBeside(List<Candidate> others) {
        Set<String> taken =
                Stream.concat(Stream.of(this), others.stream())
                        .filter(other -> other.dict() == dict)
                        .map(Candidate::prefix)
                        .collect(Collectors.toSet());
        Map<String, StridedTensor> all = new LinkedHashMap<>(tensors);
        dict.tensors()
                .forEach(
                        (name, tensor) -> {
                            if (prefixes(name).stream().noneMatch(taken::contains)) {
                                all.putIfAbsent(name, tensor);
                            }
                        });
        return all;
    }

    private static String shortened(String step) {
        return step.length() > LONGEST_STEP ? step.substring(0, LONGEST_STEP) + "…" : step;
    }
}
