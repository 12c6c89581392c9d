package org.mambascope.cli;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.ProgramFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The window's first view without a window: the sample model analysed, as a page. */
public final class Tour {
    private static final String IMAGES = "32";

    private Tour() {}

    /**
     * Analyses a model on images, the samples where none are named, and says where the page is.
     *
     * @param obstacle why there is no window and how to get one, a sentence or two
     * @return the exit code
     */
    public static int run(Optional<Path> model, List<Path> images, String obstacle) {
        Path weights = model.or(ProgramFolder::sampleModel).orElseThrow(Tour::noSamples);
        Path pictures =
                images.stream()
                        .findFirst()
                        .or(ProgramFolder::sampleImages)
                        .orElseThrow(Tour::noSamples);
        Path folder = newFolder();
        String[] command = {
            "analyze",
            weights.toString(),
            "--images",
            pictures.toString(),
            "--limit",
            IMAGES,
            "--page-only",
            "--out",
            folder.toString()
        };
        System.out.println("No window: " + obstacle);
        System.out.println(
                "The same analysis without one: mambascope " + String.join(" ", command));
        return Commands.run((_, _) -> 1, command);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("mambascope-");
        } catch (IOException e) {
            throw FileFailure.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static Problem noSamples() {
        return new Problem(
                "The program's samples are not where it was started: name a model and images, as in mambascope open MODEL --images PATH.");
    }
}
