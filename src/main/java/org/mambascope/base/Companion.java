package org.mambascope.base;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of files that accompany another one in its folder. */
public final class Companion {
    /** The longest name that file systems take, in bytes. */
    private static final int LONGEST = 255;

    private Companion() {}

    /**
     * The file of the same name with another ending. Where the name would be too long, its last
     * letters give way to a number that belongs to it.
     *
     * @param ending of the file's own name, which it must have
     */
    public static Path of(Path file, String ending, String other) {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.length() - ending.length());
        if (bytes(stem + other) <= LONGEST) {
            return file.resolveSibling(stem + other);
        }
        String number = "~%08x".formatted(stem.hashCode());
        String shorter = stem;
        while (bytes(shorter + number + other) > LONGEST) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return file.resolveSibling(shorter + number + other);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
