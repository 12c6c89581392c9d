package org.mambascope.image;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Files of this package's tests. */
final class TestFiles {
    private TestFiles() {}

    static Path resource(String name) {
        try {
            return Path.of(TestFiles.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
