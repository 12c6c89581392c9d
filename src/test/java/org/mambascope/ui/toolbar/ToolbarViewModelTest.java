package org.mambascope.ui.toolbar;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.ui.ChosenFiles;
import org.mambascope.ui.FakeBackend;
import org.mambascope.ui.Opened;
import org.mambascope.ui.preferences.Preferences;
import org.mambascope.ui.session.Session;

import java.nio.file.Path;

class ToolbarViewModelTest {
    @TempDir Path folder;

    private final Session session = Opened.nothing(new FakeBackend());
    private final ChosenFiles dialogs = new ChosenFiles();
    private ToolbarViewModel viewModel;

    @BeforeEach
    void create() {
        Preferences preferences = new Preferences(folder.resolve("settings.json"));
        viewModel = new ToolbarViewModel(session, preferences, dialogs);
    }

    @Test
    void opensTheModelThatTheUserChoosesAndRemembersIt() {
        assertThat(viewModel.modelName().getValue()).isEqualTo("Open a model…");
        dialogs.model(Path.of("/models/vim.pth"));

        viewModel.openModel();

        assertThat(viewModel.modelName().getValue()).isEqualTo("vim");
        assertThat(viewModel.modelForm().getValue()).isEqualTo("Vim · 17 tokens · 3 blocks");
        assertThat(viewModel.recentModels().getValue())
                .containsExactly(Path.of("/models/vim.pth").toAbsolutePath());
    }

    @Test
    void doesNotRememberWhatCouldNotBeOpened() {
        viewModel.openModel(Path.of("/models/broken.pth"));

        assertThat(viewModel.recentModels().getValue()).isEmpty();
    }

    @Test
    void offersTheCpuAndEachGpu() {
        viewModel.findDevices();

        assertThat(viewModel.devicesProperty().get())
                .extracting(ToolbarViewModel::name)
                .containsExactly("CPU", "GPU 0");

        viewModel.use(Device.gpu(0));
        assertThat(viewModel.deviceName().getValue()).isEqualTo("GPU 0");
    }
}
