package org.mambascope;

import org.mambascope.base.ProgramFolder;
import org.mambascope.base.ProgramProperties;
import org.mambascope.cli.Commands;
import org.mambascope.cli.Tour;
import org.mambascope.ui.ClassArchiveTraining;
import org.mambascope.ui.LaunchRequest;
import org.mambascope.ui.Window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Chooses a face: the window, the command line, or without a display the tour on paper. */
public final class Main {
    /** Set by {@code bin/mambascope --prepare}. */
    private static final String REHEARSAL = "mambascope.rehearsal";

    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        JavaVersion.takeBackWarning();
        // AWT reads images and measures text here, and must not ask for a display of its own.
        System.setProperty("java.awt.headless", "true");
        Optional<String> tooOld = JavaVersion.obstacle(Runtime.version());
        if (tooOld.isPresent()) {
            System.err.println(tooOld.get());
            System.exit(1);
        }
        System.exit(Commands.run(Main::open, arguments));
    }

    private static int open(Optional<Path> model, List<Path> images) {
        ProgramProperties.check();
        Optional<String> obstacle = Display.obstacle();
        if (Boolean.getBoolean(REHEARSAL)) {
            ClassArchiveTraining.run();
            return 0;
        }
        if (obstacle.isPresent()) {
            return Tour.run(model, images, obstacle.get());
        }
        Window.show(
                model.isPresent() || !images.isEmpty()
                        ? new LaunchRequest(model, images)
                        : samples());
        return 0;
    }

    private static LaunchRequest samples() {
        return new LaunchRequest(
                ProgramFolder.sampleModel(), ProgramFolder.sampleImages().stream().toList());
    }
}
