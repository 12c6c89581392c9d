package org.mambascope.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's version, as the build wrote it. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** As {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in =
                ProgramVersion.class.getResourceAsStream("/org/mambascope/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
