package org.mambascope.model.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.localvim.LocalVimConfiguration;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.vim.Directions;
import org.mambascope.model.vim.VimConfiguration;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

class NewModelTest {
    @TempDir private Path folder;

    static Stream<ModelConfiguration> configurations() {
        PlainConfiguration middle =
                PlainConfiguration.of(32, 8, 10, 16, 3, ClassToken.MIDDLE, false).withStateSize(4);
        PlainConfiguration rotary = PlainConfiguration.of(40, 8, 10, 16, 2, ClassToken.NONE, true);
        List<List<String>> directions = Collections.nCopies(3, List.of("h", "v_flip", "w2"));
        return Stream.of(
                VimConfiguration.published(middle),
                VimConfiguration.published(
                        PlainConfiguration.of(32, 8, 10, 16, 2, ClassToken.BOTH_ENDS, false)),
                new VimConfiguration(rotary, Directions.SHARED, false, true),
                LocalVimConfiguration.published(middle, directions),
                LocalVimConfiguration.published(rotary, directions.subList(0, 2)),
                VMambaConfiguration.published(32, 4, 10, List.of(1, 2), 16, 2),
                VMambaConfiguration.publishedLocal(28, 4, 10, List.of(2, 1), 16, directions));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    @DisplayName("a new model of any size loads without assumptions, and runs")
    void newModelsLoad(ModelConfiguration configuration) {
        Path file = folder.resolve("new.safetensors");

        NewModel.write(configuration, "a small one", 5, file, Progress.NONE);

        try (LoadedModel model = ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(model.notes())
                    .noneMatch(note -> note.startsWith("Assumed") || note.startsWith("Not used"));
            int side = model.network().summary().imageHeight();
            NDArray images = model.network().manager().ones(new Shape(2, 3, side, side));
            assertThat(model.network().forward(images, Probe.NONE).toFloatArray())
                    .hasSize(20)
                    .doesNotContain(Float.NaN);
        }
    }

    @Test
    @DisplayName("a preset becomes a complete file with its description beside it")
    void presetIsWritten() {
        Path file = folder.resolve("tiny.safetensors");

        NewModel.write(Preset.VIM_TINY, 1, file, Progress.NONE);

        try (LoadedModel model = ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(model.network().summary().parameters()).isEqualTo(7_148_008);
            assertThat(model.network().summary().form()).isEqualTo("class token in the middle");
        }
        assertThat(folder.resolve("tiny.json")).content().contains("random weights (seed 1)");
    }

    @Test
    @DisplayName("the same seed gives the same file, another seed another")
    void seeds() throws IOException {
        ModelConfiguration configuration = configurations().findFirst().orElseThrow();

        byte[] first = written(configuration, 1);

        assertThat(written(configuration, 1)).isEqualTo(first);
        assertThat(written(configuration, 2)).isNotEqualTo(first);
    }

    @Test
    @DisplayName("stopping leaves no file behind")
    void cancelling() {
        Progress stopped =
                new Progress() {
                    @Override
                    public void report(long done, long total, String step) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };

        assertThatThrownBy(
                        () ->
                                NewModel.write(
                                        Preset.VIM_BASE,
                                        1,
                                        folder.resolve("base.safetensors"),
                                        stopped))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("another ending than .safetensors is refused")
    void endings() {
        assertThatThrownBy(
                        () ->
                                NewModel.write(
                                        Preset.VIM_TINY, 1, folder.resolve("x.pth"), Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(".safetensors");
    }

    private byte[] written(ModelConfiguration configuration, long seed) throws IOException {
        Path file = folder.resolve("seed.safetensors");
        NewModel.write(configuration, "a small one", seed, file, Progress.NONE);
        return Files.readAllBytes(file);
    }
}
