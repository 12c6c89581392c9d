package org.mambascope.base;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Folder of the program's own files: the samples that come with it. */
public final class ProgramFolder {
    /** Set by the launcher to the folder that the program was unpacked to. */
    private static final String PROPERTY = "mambascope.home";

    private static final Path SAMPLE_MODEL = Path.of("sample-models", "vim-fmnist.safetensors");
    private static final Path SAMPLE_IMAGES = Path.of("sample-images", "fashion-mnist");

    private ProgramFolder() {}

    /** The sample model that the program opens first; empty if the samples are not there. */
    public static Optional<Path> sampleModel() {
        return find(SAMPLE_MODEL);
    }

    /** The images that belong to {@link #sampleModel}. */
    public static Optional<Path> sampleImages() {
        return find(SAMPLE_IMAGES);
    }

    private static Optional<Path> find(Path relative) {
        Path file = Path.of(System.getProperty(PROPERTY, "")).resolve(relative);
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }
}
