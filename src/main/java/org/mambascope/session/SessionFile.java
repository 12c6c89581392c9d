package org.mambascope.session;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import org.mambascope.base.FileFailure;
import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.base.json.JsonFields;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads and writes sessions as JSON. */
public final class SessionFile {
    /** Of file names, without the dot. */
    public static final String ENDING = "mambascope";

    private SessionFile() {}

    /** Returns true if a file's name is that of a session. */
    public static boolean isSession(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith("." + ENDING);
    }

    /**
     * Reads a session: the one way in for window and reports. In files of this version every name
     * must be known, at every depth; in earlier ones unknown names are passed over.
     *
     * @throws Problem if the file is no session, of a later version, or damaged
     */
    public static SessionState read(Path file) {
        JsonFields fields = JsonFields.read(file);
        int version = fields.requiredWholeNumber("version", 1, Integer.MAX_VALUE);
        if (version > SessionState.VERSION) {
            throw new Problem(
                    "The session %s is of version %d, and this MambaScope reads up to %d: update it."
                            .formatted(file, version, SessionState.VERSION));
        }
        requireKinds(fields);
        try {
            return SessionJson.read(fields.node(), version == SessionState.VERSION);
        } catch (UnrecognizedPropertyException e) {
            throw unknownName(file, e);
        } catch (JsonMappingException e) {
            throw new DamagedPart(file, fields.node(), e).problem();
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    /** Refuses what stands beside the parts and is of another kind or out of its range. */
    private static void requireKinds(JsonFields fields) {
        List.of("model", "point", "pinned", "notes").forEach(fields::text);
        fields.texts("images");
        List.of("sampleSize", "image", "bins", "bits")
                .forEach(name -> fields.wholeNumber(name, 0, Integer.MAX_VALUE));
        fields.wholeNumber("token", -1, Integer.MAX_VALUE);
        fields.number("outlierThreshold", 0, Double.MAX_VALUE);
        fields.object("parts");
        fields.object("beside")
                .ifPresent(
                        beside -> {
                            beside.text("name");
                            beside.number("alpha", 0, 1);
                        });
    }

    private static Problem unknownName(Path file, UnrecognizedPropertyException e) {
        List<Reference> parents = e.getPath().subList(0, e.getPath().size() - 1);
        return KnownNames.of(
                        "field", e.getKnownPropertyIds().stream().map(Object::toString).toList())
                .unknown(
                        e.getPropertyName(),
                        parents.isEmpty()
                                ? file.toString()
                                : file + ": " + DamagedPart.path(parents));
    }

    /** Writes a session; a crash leaves the old file as it was. */
    public static void write(SessionState state, Path file) throws IOException {
        AtomicFile.write(file, SessionJson.text(state));
    }
}
