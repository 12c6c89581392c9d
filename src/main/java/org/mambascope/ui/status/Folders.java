package org.mambascope.ui.status;

import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows folders in the system's own file manager. */
final class Folders {
    private Folders() {}

    /**
     * Shows a folder.
     *
     * @throws Problem where the system has nothing that does
     */
    static Path open(Path folder) {
        try {
            new ProcessBuilder(command(folder)).start();
            return folder;
        } catch (IOException e) {
            throw new Problem(
                    "Cannot show the folder %s: the system has no file manager that %s starts."
                            .formatted(folder, command(folder).getFirst()),
                    e);
        }
    }

    private static List<String> command(Path folder) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String manager =
                system.contains("win")
                        ? "explorer.exe"
                        : system.contains("mac") ? "open" : "xdg-open";
        return List.of(manager, folder.toString());
    }
}
