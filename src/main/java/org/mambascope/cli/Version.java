package org.mambascope.cli;

import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The program's version, as the build wrote it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"MambaScope " + number(), "Java " + Runtime.version()};
    }

    /** As {@code 0.1.0}. */
    public static String number() throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Version.class.getResourceAsStream("/org/mambascope/version.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }
}
