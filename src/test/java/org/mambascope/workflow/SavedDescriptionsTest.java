package org.mambascope.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.image.Interpolation;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.Assumption;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.preset.SmallModel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SavedDescriptionsTest {
    @TempDir private Path folder;

    private Path weights;
    private Path beside;
    private LocalWorkbench backend;

    @BeforeEach
    void aVimWithoutADescription() throws IOException {
        weights = folder.resolve("vim.safetensors");
        beside = folder.resolve("vim.json");
        NewModel.write(
                SmallModel.of(SmallModel.Family.VIM).configuration(10),
                "small",
                1,
                weights,
                Progress.NONE);
        Files.delete(beside);
        backend = new LocalWorkbench(new SavedDescriptions(folder.resolve("models")));
    }

    private static Preprocessing bilinear(LoadedModel model) {
        return new Preprocessing(
                model.preprocessing().height(),
                model.preprocessing().width(),
                new Preprocessing.Fit.ResizeAndCrop(40, Interpolation.BILINEAR),
                List.of(0.5f, 0.5f, 0.5f),
                List.of(0.25f, 0.25f, 0.25f));
    }

    @Test
    @DisplayName("what the weights cannot tell is assumed, until the user says it")
    void sayingEndsAssuming() {
        try (LoadedModel model = load()) {
            assertThat(model.assumptions())
                    .extracting(Assumption::argument)
                    .contains("use_middle_cls_token", "if_divide_out");

            backend.describe(
                    model,
                    Map.of(
                            "use_middle_cls_token", "false",
                            "if_divide_out", "true",
                            "stride", "4"),
                    bilinear(model),
                    DescriptionPlace.IN_PROGRAM);
        }

        try (LoadedModel model = load()) {
            assertThat(model.assumptions())
                    .extracting(Assumption::reason)
                    .containsOnly(Assumption.Reason.DEFAULT);
            assertThat(model.network().summary().form()).isEqualTo("class token first");
            assertThat(model.preprocessing()).isEqualTo(bilinear(model));
        }
        assertThat(beside).doesNotExist();
        assertThat(backend.description(weights)).isPresent();

        backend.forget(weights);

        try (LoadedModel model = load()) {
            assertThat(model.assumptions()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("beside the weights the rest of the JSON stays as it is")
    void keepsTheRest() throws IOException {
        Files.writeString(beside, "{\"note\": \"20 epochs\", \"config\": {\"stride\": 4}}");
        try (LoadedModel model = load()) {
            backend.describe(
                    model,
                    Map.of("use_middle_cls_token", "true"),
                    bilinear(model),
                    DescriptionPlace.BESIDE_WEIGHTS);
        }

        JsonNode written = new ObjectMapper().readTree(beside.toFile());
        assertThat(written.at("/note").asText()).isEqualTo("20 epochs");
        assertThat(written.at("/config/stride").asInt()).isEqualTo(4);
        assertThat(written.at("/config/use_middle_cls_token").asText()).isEqualTo("true");
        assertThat(written.at("/preprocessing/interpolation").asText()).isEqualTo("bilinear");
        assertThat(backend.description(weights)).isEmpty();
        try (LoadedModel model = load()) {
            assertThat(model.preprocessing()).isEqualTo(bilinear(model));
        }
    }

    @Test
    @DisplayName("a file that is no JSON is not overwritten")
    void leavesOtherFilesAlone() throws IOException {
        try (LoadedModel model = load()) {
            Files.writeString(beside, "not JSON");

            assertThatThrownBy(
                            () ->
                                    backend.describe(
                                            model,
                                            Map.of(),
                                            bilinear(model),
                                            DescriptionPlace.BESIDE_WEIGHTS))
                    .isInstanceOf(Problem.class);
        }
        assertThat(beside).content().isEqualTo("not JSON");
    }

    private LoadedModel load() {
        return backend.load(weights, Device.cpu(), Progress.NONE);
    }
}
