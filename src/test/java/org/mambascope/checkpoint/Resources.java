package org.mambascope.checkpoint;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Files among the test resources. */
final class Resources {
    private Resources() {}

    static Path file(String name) {
        try {
            return Path.of(Resources.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
