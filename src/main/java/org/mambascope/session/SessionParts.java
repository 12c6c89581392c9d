package org.mambascope.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a session beside what is open; a part that a file does not have is empty.
 *
 * @param workspace name of the one in view
 * @param plan in mind
 * @param runs of the model
 * @param sensitivity of its layers
 * @param search for a bit plan
 */
public record SessionParts(
        Optional<String> workspace,
        Optional<PlanState> plan,
        Optional<RunsState> runs,
        Optional<SensitivityState> sensitivity,
        Optional<SearchState> search) {
    /** Under this name session files keep the workspace. */
    public static final String WORKSPACE = "workspace";

    /** No parts at all. */
    public static final SessionParts NONE = of(Map.of());

    /**
     * Parts by their names.
     *
     * @throws ClassCastException if a part is of another part's kind
     */
    public static SessionParts of(Map<String, ?> parts) {
        return new SessionParts(
                part(parts, WORKSPACE, String.class),
                part(parts, PlanState.NAME, PlanState.class),
                part(parts, RunsState.NAME, RunsState.class),
                part(parts, SensitivityState.NAME, SensitivityState.class),
                part(parts, SearchState.NAME, SearchState.class));
    }

    private static <T> Optional<T> part(Map<String, ?> parts, String name, Class<T> kind) {
        return Optional.ofNullable(kind.cast(parts.get(name)));
    }

    /** The parts that are there, by their names. */
    public Map<String, Object> byName() {
        Map<String, Object> parts = new LinkedHashMap<>();
        workspace.ifPresent(part -> parts.put(WORKSPACE, part));
        plan.ifPresent(part -> parts.put(PlanState.NAME, part));
        runs.ifPresent(part -> parts.put(RunsState.NAME, part));
        sensitivity.ifPresent(part -> parts.put(SensitivityState.NAME, part));
        search.ifPresent(part -> parts.put(SearchState.NAME, part));
        return parts;
    }
}
