package org.mambascope.ui;

import org.mambascope.base.ProgramFolder;
import org.mambascope.ui.workspace.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * Opens the window once without a display, analyses a sample and shows every workspace, so that
 * Java can keep the classes of a start in an archive ({@code -XX:ArchiveClassesAtExit}): with it
 * the window opens in half the time. Part of the build; nothing of it is left but the archive.
 */
public final class Rehearsal {
    private static final int IMAGES = 1;

    private final Window window;
    private final Deque<Workspace> coming;

    private Rehearsal(Window window) {
        this.window = window;
        this.coming = new ArrayDeque<>(window.view().workspaces().all());
    }

    /** Plays a start; returns when the window has closed itself. */
    public static void run() {
        try {
            Path folder = Files.createTempDirectory("mambascope-rehearsal-");
            Window.show(folder.resolve("settings.json"), window -> new Rehearsal(window).play());
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play() {
        window.session().sampleSizeProperty().set(IMAGES);
        window.open(
                new LaunchRequest(
                        ProgramFolder.sampleModel(),
                        ProgramFolder.sampleImages().stream().toList()));
        window.session().jobs().whenIdle(this::showNext);
    }

    private void showNext() {
        if (coming.isEmpty()) {
            // Nothing may run while Java writes the archive.
            window.session().jobs().whenIdle(window.view().getScene().getWindow()::hide);
            return;
        }
        window.view().workspaces().chosenProperty().set(coming.removeFirst());
        FirstPicture.of(window.view().getScene()).then(this::showNext);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
