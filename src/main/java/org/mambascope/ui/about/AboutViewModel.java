package org.mambascope.ui.about;

import ai.djl.Device;

import org.mambascope.base.ProgramVersion;
import org.mambascope.tensor.device.MachineDescription;
import org.mambascope.ui.control.Fact;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What this program is, what it runs on and whose work it uses. */
public final class AboutViewModel {
    /**
     * A library.
     *
     * @param name as its authors call it
     * @param purpose what it does here
     * @param licence under which it is used
     */
    public record Library(String name, String purpose, String licence) {}

    private static final String LIBRARIES = "/org/mambascope/ui/libraries.tsv";

    private final Session session;

    public AboutViewModel(Session session) {
        this.session = session;
    }

    /** Versions and device. */
    public List<Fact> facts() {
        Device device = session.deviceProperty().get().orElse(Device.cpu());
        return List.of(
                Fact.of(Texts.of("about.program"), ProgramVersion.number()),
                Fact.of(Texts.of("about.java"), Runtime.version().toString()),
                Fact.of(Texts.of("about.javafx"), System.getProperty("javafx.version", "–")),
                Fact.of(
                        Texts.of("about.system"),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch")),
                Fact.of(Texts.of("about.device"), MachineDescription.describe(device)));
    }

    /** The libraries that come with the program. */
    public static List<Library> libraries() {
        try (InputStream in = AboutViewModel.class.getResourceAsStream(LIBRARIES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 3))
                    .map(parts -> new Library(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
