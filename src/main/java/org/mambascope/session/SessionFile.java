package org.mambascope.session;

import org.mambascope.base.file.AtomicFile;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads and writes sessions as JSON. */
public final class SessionFile {
    /** Of file names, without the dot. */
    public static final String ENDING = "mambascope";

    private static final String[] KNOWN =
            Stream.of(SessionState.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .toArray(String[]::new);

    private SessionFile() {}

    /** Whether a file's name is that of a session. */
    public static boolean isSession(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith("." + ENDING);
    }

    /**
     * Reads a session.
     *
     * @throws org.mambascope.base.Problem if the file is none, or was written by a later version
     */
    public static SessionState read(Path file) {
        return SessionJson.read(file, SessionState.class, KNOWN);
    }

    /** Writes a session; a crash leaves the old file as it was. */
    public static void write(SessionState state, Path file) throws IOException {
        AtomicFile.write(file, SessionJson.mapper().writeValueAsString(state));
    }
}
