package org.mambascope.ui;

import org.mambascope.base.ProgramFolder;
import org.mambascope.ui.preferences.Appearance;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.workspace.Workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Opens the window once without a display, analyses a sample and shows every workspace, so that
 * Java can keep the classes of a start in an archive ({@code -XX:ArchiveClassesAtExit}): with it
 * the window opens in half the time. Part of the build; nothing of it is left but the archive.
 */
public final class ClassArchiveTraining {
    private static final int IMAGES = 1;

    private final Window window;
    private final Deque<Workspace> coming;

    private ClassArchiveTraining(Window window) {
        this.window = window;
        this.coming = new ArrayDeque<>(window.view().workspaces().all());
    }

    /** Plays a start; returns when the window has closed itself. */
    public static void run() {
        try {
            Path folder = Files.createTempDirectory("mambascope-rehearsal-");
            Path settings = folder.resolve("settings.json");
            // Written, because reading them is a part of every start but the first.
            new Preferences(settings).choose(Appearance.LIGHT);
            Window.show(settings, window -> new ClassArchiveTraining(window).play());
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
        FirstFrame.of(window.view().getScene()).then(this::showNext);
    }

    /** The window's own autosave may be deleting its file at the same time. */
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
