package org.mambascope.ui.session;

import javafx.beans.Observable;

import org.mambascope.base.FileFailure;
import org.mambascope.session.SessionFile;
import org.mambascope.session.SessionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Keeps the open session in a file as long as the window is open. The file that is found on a start
 * is what a crash left behind.
 */
public final class Autosave {
    private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);

    private final Session session;
    private final Path file;
    private final Executor afterAWhile;
    private final Executor background;
    private boolean due;
    private boolean closed;
    private boolean answered;

    /**
     * @param afterAWhile runs on the window's thread, when changes that come together are over
     * @param background writes files
     */
    public Autosave(Session session, Path file, Executor afterAWhile, Executor background) {
        this.session = session;
        this.file = file;
        this.afterAWhile = afterAWhile;
        this.background = background;
    }

    /** What a crash left behind, put aside until {@link #answered}. */
    public Optional<Path> leftBehind() {
        try {
            if (Files.isRegularFile(file)) {
                Files.move(file, aside(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be moved: {}", file, FileFailure.of(e).reason());
        }
        return Files.isRegularFile(aside()) ? Optional.of(aside()) : Optional.empty();
    }

    private Path aside() {
        return file.resolveSibling("restored." + SessionFile.ENDING);
    }

    /** What was left behind was opened, or is not wanted: it is not asked about again. */
    public void answered() {
        answered = true;
    }

    /** Saves from now on, a while after every change. */
    public void start() {
        Selection selection = session.selection();
        ViewOptions options = session.options();
        for (Observable changing :
                new Observable[] {
                    session.modelProperty(),
                    session.imagesProperty(),
                    session.pinned().property(),
                    session.notesProperty(),
                    session.sampleSizeProperty(),
                    selection.pointProperty(),
                    selection.tokenProperty(),
                    selection.measureProperty(),
                    selection.scopeProperty(),
                    selection.sourceProperty(),
                    selection.imageProperty(),
                    selection.basisProperty(),
                    options.outlierThresholdProperty(),
                    options.histogramBinsProperty(),
                    options.bitsProperty(),
                    options.alphaProperty(),
                    options.swappedProperty(),
                    options.sideBySideProperty()
                }) {
            changing.subscribe(this::changed);
        }
        session.files().parts().stream()
                .flatMap(part -> part.changes().stream())
                .forEach(changing -> changing.subscribe(this::changed));
    }

    private void changed() {
        if (!due && !closed) {
            due = true;
            afterAWhile.execute(this::save);
        }
    }

    private void save() {
        due = false;
        if (!closed) {
            write();
        }
    }

    private void write() {
        if (session.modelProperty().get().isEmpty()) {
            return;
        }
        SessionState state = session.files().state();
        background.execute(
                () -> {
                    try {
                        SessionFile.write(state, file);
                    } catch (IOException e) {
                        LOG.warn("{} cannot be written: {}", file, FileFailure.of(e).reason());
                    }
                });
    }

    /**
     * The window closes.
     *
     * @param settled whether the user said what is to become of everything that was made; if not,
     *     it is left behind for the next start
     */
    public void end(boolean settled) {
        closed = true;
        if (settled) {
            delete(file);
        } else {
            write();
        }
        if (answered) {
            delete(aside());
        }
    }

    private void delete(Path kept) {
        background.execute(
                () -> {
                    try {
                        Files.deleteIfExists(kept);
                    } catch (IOException e) {
                        LOG.warn("{} cannot be deleted: {}", kept, FileFailure.of(e).reason());
                    }
                });
    }
}
