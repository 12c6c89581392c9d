package org.mambascope.ui.preferences;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.base.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps {@link Settings} in a JSON file; a file that cannot be read counts as none. */
public final class Preferences {
    private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);

    private static final double ZOOM_STEP = 0.125;

    private final ReadOnlyObjectWrapper<Settings> settings;
    private final Path file;

    public Preferences(Path file) {
        this.file = file;
        this.settings = new ReadOnlyObjectWrapper<>(read(file));
    }

    /** Usual file for a user's settings on this system. */
    public static Path defaultFile() {
        Path home = Path.of(System.getProperty("user.home"));
        String system = System.getProperty("os.name");
        Path folder;
        if (system.startsWith("Windows")) {
            folder = environment("APPDATA").orElse(home.resolve("AppData/Roaming"));
        } else if (system.startsWith("Mac")) {
            folder = home.resolve("Library/Application Support");
        } else {
            folder = environment("XDG_CONFIG_HOME").orElse(home.resolve(".config"));
        }
        return folder.resolve("mambascope").resolve("settings.json");
    }

    private static Optional<Path> environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Settings read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Settings.INITIAL;
        }
        try {
            return JSON.readValue(file.toFile(), Settings.class);
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is ignored: {}", file, e.getMessage());
            return Settings.INITIAL;
        }
    }

    /** The folder of the settings, where the window may keep more. */
    public Path folder() {
        return file.toAbsolutePath().getParent();
    }

    public ReadOnlyObjectProperty<Settings> settingsProperty() {
        return settings.getReadOnlyProperty();
    }

    /** Remembers how bright the window is. */
    public void choose(Appearance appearance) {
        store(settings.get().with(appearance));
    }

    /** Remembers the language, which is spoken from the next start on. */
    public void choose(Language language) {
        store(settings.get().with(language));
    }

    /** Makes all texts larger, or smaller below 0, by steps of an eighth; 0 is the usual size. */
    public void zoom(int steps) {
        double before = settings.get().zoom();
        store(settings.get().withZoom(steps == 0 ? 1 : before + steps * ZOOM_STEP));
    }

    /** Closes or opens the side panels. */
    public void hidePanels(boolean left, boolean right) {
        store(settings.get().withPanelsHidden(left, right));
    }

    /** Remembers that an idle GPU is not to be asked about any more. */
    public void declineGpu() {
        store(settings.get().withGpuDeclined());
    }

    /** Remembers a model that was opened. */
    public void remember(Path model) {
        store(settings.get().withRecentModel(model.toAbsolutePath().normalize().toString()));
    }

    /** Remembers a session that was opened or saved. */
    public void rememberSession(Path file) {
        store(settings.get().withRecentSession(file.toAbsolutePath().normalize().toString()));
    }

    /** Remembers where the window was. */
    public void remember(Settings.Place place) {
        store(settings.get().with(place));
    }

    /** Remembers the folder of a file that was chosen. */
    public void rememberFolder(String kind, Path folder) {
        store(settings.get().withFolder(kind, folder.toAbsolutePath().normalize().toString()));
    }

    /** The folder that was chosen last, or else the user's documents, never the program's own. */
    public Path folder(String kind) {
        Path home = Path.of(System.getProperty("user.home"));
        return Stream.of(
                        Optional.ofNullable(settings.get().folders().get(kind)).map(Path::of),
                        Optional.of(home.resolve("Documents")))
                .flatMap(Optional::stream)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(home);
    }

    private void store(Settings changed) {
        if (!changed.equals(settings.get())) {
            settings.set(changed);
            try {
                AtomicFile.write(file, JSON.writeValueAsString(changed));
            } catch (IOException e) {
                LOG.warn("{} cannot be written: {}", file, e.getMessage());
            }
        }
    }
}
