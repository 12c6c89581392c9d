package org.mambascope.checkpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order in which state dicts that fit are taken: the model itself, then moving averages of it,
 * then any other; within these as the file has them.
 */
final class Preference implements Comparator<Candidate> {
    /** Names under which training scripts save the model, the most usual first. */
    private static final List<String> MODEL =
            List.of(
                    "model",
                    "state_dict",
                    "model_state",
                    "model_state_dict",
                    "net",
                    "network",
                    "module",
                    "_orig_mod",
                    "backbone",
                    "encoder",
                    "checkpoint",
                    "params",
                    "weights");

    private static final Set<String> AVERAGE =
            Set.of("ema", "swa", "shadow", "average", "averaged");

    @Override
    public int compare(Candidate one, Candidate other) {
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(Candidate candidate) {
        List<String> steps =
                candidate.steps().stream().map(step -> step.toLowerCase(Locale.ROOT)).toList();
        if (steps.stream()
                .flatMap(step -> Stream.of(step.split("_")))
                .anyMatch(AVERAGE::contains)) {
            return MODEL.size() + 1;
        }
        if (!MODEL.containsAll(steps)) {
            return MODEL.size() + 2;
        }
        return steps.stream().mapToInt(MODEL::indexOf).min().orElse(MODEL.size());
    }
}
