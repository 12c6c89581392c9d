package org.mambascope.session;

import org.mambascope.experiment.run.Run;

import java.util.List;

/**
 * The runs of a session.
 *
 * @param runs the open model first
 * @param askedAbout files and folders of the images that accuracy was measured on
 */
public record RunsState(List<Run> runs, List<String> askedAbout) {
    /** Under this name session files keep it. */
    public static final String NAME = "runs";

    /** None. */
    public static final RunsState NOTHING = new RunsState(List.of(), List.of());

    public RunsState {
        runs = runs == null ? List.of() : List.copyOf(runs);
        askedAbout = askedAbout == null ? List.of() : List.copyOf(askedAbout);
    }
}
