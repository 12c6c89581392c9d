package org.mambascope.tensor.device;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHA-256 of fetched files, in a file as {@code sha256sum} writes it. DJL publishes none, so those
 * of the first fetch are what later ones are held to.
 */
final class DownloadHashes {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    private final Path file;
    private final Map<String, String> hashes = new TreeMap<>();

    /**
     * The hashes of a file, none if it is not there.
     *
     * @throws Problem if it cannot be read
     */
    DownloadHashes(Path file) {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher parts = LINE.matcher(line);
                if (parts.matches()) {
                    hashes.put(parts.group(2), parts.group(1));
                }
            }
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    /**
     * Holds a fetched file to what was fetched before, or notes it as the first.
     *
     * @throws Problem if it is another one
     */
    void require(String name, String hash) {
        String before = hashes.putIfAbsent(name, hash);
        if (before != null && !before.equals(hash)) {
            throw new Problem(
                    "Expected %s with the SHA-256 %s of the first fetch, found %s: try again on another network, or delete %s if the publisher has changed the file."
                            .formatted(name, before, hash, file));
        }
    }

    /** Keeps them. */
    void write() {
        StringBuilder text = new StringBuilder();
        hashes.forEach((name, hash) -> text.append("%s  %s%n".formatted(hash, name)));
        AtomicFile.write(file, text.toString());
    }
}
