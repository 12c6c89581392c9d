package org.mambascope.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a report takes of a session's file.
 *
 * @param model weight file
 * @param images files and folders
 * @param sampleSize how many images are analysed at most; 0 for the usual number
 * @param point name of the chosen point
 * @param notes the user's own words
 * @param parts runs and what was found
 */
public record SavedSession(
        Optional<String> model,
        List<String> images,
        int sampleSize,
        Optional<String> point,
        Optional<String> notes,
        Parts parts) {
    /**
     * What stands beside what is open.
     *
     * @param plan in mind
     * @param runs of the model
     * @param sensitivity of its layers
     * @param search for a bit plan
     */
    public record Parts(
            Optional<PlanState> plan,
            RunsState runs,
            SensitivityState sensitivity,
            SearchState search) {
        public Parts {
            runs = runs == null ? RunsState.NOTHING : runs;
            sensitivity = sensitivity == null ? SensitivityState.NOTHING : sensitivity;
            search = search == null ? SearchState.NOTHING : search;
        }
    }

    public SavedSession {
        images = images == null ? List.of() : List.copyOf(images);
        parts = parts == null ? new Parts(Optional.empty(), null, null, null) : parts;
    }

    /**
     * Reads one.
     *
     * @throws org.mambascope.base.Problem if the file is none, or of a later version
     */
    public static SavedSession read(Path file) {
        return SessionJson.read(file, SavedSession.class);
    }
}
