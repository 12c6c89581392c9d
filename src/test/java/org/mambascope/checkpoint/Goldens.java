package org.mambascope.checkpoint;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files among the test resources. */
final class Goldens {
    private Goldens() {}

    static Path file(String name) {
        try {
            return Path.of(Goldens.class.getResource("/goldens/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The models that are there both as {@code .pth} and as {@code .safetensors}. */
    static List<String> models() throws IOException {
        try (Stream<Path> files = Files.list(file("vim_small_midcls.pth").getParent())) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".pth"))
                    .map(name -> name.substring(0, name.length() - ".pth".length()))
                    .sorted()
                    .toList();
        }
    }
}
