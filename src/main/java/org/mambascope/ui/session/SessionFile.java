package org.mambascope.ui.session;

import org.mambascope.base.AtomicFile;
import org.mambascope.base.Problem;
import org.mambascope.report.session.SessionJson;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads and writes sessions as JSON. */
public final class SessionFile {
    /** Of file names, without the dot. */
    public static final String ENDING = "mambascope";

    private SessionFile() {}

    /** Whether a file's name is that of a session. */
    public static boolean isSession(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith("." + ENDING);
    }

    /**
     * Reads a session.
     *
     * @throws Problem if the file is none, or was written by a later version
     */
    public static SessionState read(Path file) {
        SessionState state;
        try {
            state = SessionJson.mapper().readValue(file.toFile(), SessionState.class);
        } catch (IOException e) {
            throw new Problem(
                    "The session "
                            + file
                            + " cannot be read: it is missing or damaged. Open its model and"
                            + " images by themselves.",
                    e);
        }
        if (state.version() > SessionState.VERSION) {
            throw new Problem(
                    "The session "
                            + file
                            + " was written by a later version of MambaScope: update this one.");
        }
        return state;
    }

    /** Writes a session; a crash leaves the old file as it was. */
    public static void write(SessionState state, Path file) throws IOException {
        AtomicFile.write(file, SessionJson.mapper().writeValueAsString(state));
    }
}
