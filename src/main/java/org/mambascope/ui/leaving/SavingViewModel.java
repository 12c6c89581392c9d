package org.mambascope.ui.leaving;

import org.mambascope.model.LoadedModel;
import org.mambascope.session.SessionFile;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.session.Session;

import java.nio.file.Path;
import java.util.Optional;

/** Saves the session as it is now, whatever runs meanwhile. */
public final class SavingViewModel {
    private final Session session;
    private final Preferences preferences;
    private final FileDialogs dialogs;

    public SavingViewModel(Session session, Preferences preferences, FileDialogs dialogs) {
        this.session = session;
        this.preferences = preferences;
        this.dialogs = dialogs;
    }

    /** Saves to the session's own file, or asks for one. */
    public void save() {
        save(() -> {});
    }

    /** The same; {@code done} is run when the file is written, and not if none was chosen. */
    void save(Runnable done) {
        session.files().file().or(this::ask).ifPresent(file -> save(file, done));
    }

    /** Asks for a file and saves to it. */
    public void saveAs() {
        ask().ifPresent(file -> save(file, () -> {}));
    }

    private Optional<Path> ask() {
        String name = session.modelProperty().get().map(LoadedModel::name).orElse("session");
        return dialogs.saveAs(name + "." + SessionFile.ENDING);
    }

    private void save(Path file, Runnable done) {
        session.files()
                .save(
                        file,
                        () -> {
                            preferences.rememberSession(file);
                            done.run();
                        });
    }
}
