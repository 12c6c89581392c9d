package org.mambascope.ui.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class PreferencesTest {
    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("new/settings.json");
    }

    @Test
    void remembersFromOneStartToTheNext() {
        Preferences first = new Preferences(file);
        first.choose(Appearance.DARK);
        first.remember(Path.of("/models/a.pth"));
        first.remember(Path.of("/models/b.pth"));
        first.remember(Path.of("/models/a.pth"));

        Settings second = new Preferences(file).settingsProperty().get();

        assertThat(second.appearance()).isEqualTo(Appearance.DARK);
        assertThat(second.recentModels())
                .containsExactly(
                        Path.of("/models/a.pth").toAbsolutePath().toString(),
                        Path.of("/models/b.pth").toAbsolutePath().toString());
    }

    @Test
    void keepsWhereTheWindowWasAndWhereFilesWereChosen() throws IOException {
        Path pictures = Files.createDirectories(file.resolveSibling("pictures"));
        Settings.Place place = new Settings.Place(20, 30, 900, 640, true);
        Preferences first = new Preferences(file);
        first.remember(place);
        first.rememberFolder("images", pictures);

        Preferences second = new Preferences(file);

        assertThat(second.settingsProperty().get().place()).isEqualTo(place);
        assertThat(second.folder("images")).isEqualTo(pictures.toAbsolutePath());
        assertThat(second.folder("model")).startsWith(Path.of(System.getProperty("user.home")));
        Files.delete(pictures);
        assertThat(second.folder("images")).startsWith(Path.of(System.getProperty("user.home")));
    }

    @Test
    void keepsTheEightLatestModels() {
        Preferences preferences = new Preferences(file);
        for (int i = 0; i < 10; i++) {
            preferences.remember(Path.of("/models/" + i + ".pth"));
        }

        assertThat(preferences.settingsProperty().get().recentModels())
                .hasSize(8)
                .first()
                .asString()
                .endsWith("9.pth");
    }

    @Test
    void startsAfreshWhereTheFileIsDamaged() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ \"appearance\": ");

        assertThat(new Preferences(file).settingsProperty().get()).isEqualTo(Settings.INITIAL);
    }

    @Test
    void ignoresWhatALaterVersionMayWrite() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ \"appearance\": \"LIGHT\", \"language\": \"en\" }");

        Settings settings = new Preferences(file).settingsProperty().get();

        assertThat(settings.appearance()).isEqualTo(Appearance.LIGHT);
        assertThat(settings.recentModels()).isEmpty();
    }
}
