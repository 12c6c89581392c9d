package org.mambascope.ui.run;

import org.mambascope.base.file.AtomicFile;
import org.mambascope.experiment.run.Run;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.task.Jobs;

import java.util.Locale;

/** Saves what runs made where the user wants it. */
public final class RunFiles {
    private final Jobs jobs;
    private final FileDialogs dialogs;

    public RunFiles(Jobs jobs, FileDialogs dialogs) {
        this.jobs = jobs;
        this.dialogs = dialogs;
    }

    /** Asks where to, and saves a run's file. */
    public void save(Run run) {
        dialogs.saveAs(
                        run.name().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT)
                                + ".safetensors")
                .ifPresent(
                        file ->
                                jobs.write(
                                        file,
                                        to -> AtomicFile.copy(run.made().file(), to),
                                        () -> {}));
    }
}
