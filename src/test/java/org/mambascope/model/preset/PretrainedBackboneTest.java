package org.mambascope.model.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.maskrcnn.MaskRcnnConfiguration;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.nio.file.Path;
import java.util.List;

class PretrainedBackboneTest {
    @TempDir private Path folder;

    private Path classifier(Integer... depths) {
        Path file = folder.resolve("classifier.safetensors");
        NewModel.write(
                VMambaConfiguration.published(32, 4, 5, List.of(depths), 8, 2),
                "a classifier",
                1,
                file,
                Progress.NONE);
        return file;
    }

    @Test
    @DisplayName("a detector takes over a classifier's backbone, of whatever size it is")
    void aDetectorTakesABackbone() {
        Path classifier = classifier(1, 1, 2, 1);
        PretrainedBackbone backbone = new PretrainedBackbone(classifier);
        MaskRcnnConfiguration detector = backbone.detector(64, 3);
        Path file = folder.resolve("detector.safetensors");
        NewModel.write(detector, "a detector", 2, file, Progress.NONE);

        backbone.into(file);

        try (WeightFile learned = WeightFiles.open(classifier);
                WeightFile actual = WeightFiles.open(file)) {
            learned.tensors().keySet().stream()
                    .filter(name -> !name.startsWith("classifier."))
                    .forEach(
                            name ->
                                    assertThat(actual.floats("backbone." + name))
                                            .as(name)
                                            .isEqualTo(learned.floats(name)));
            String head = "roi_head.bbox_head.fc_cls.weight";
            assertThat(actual.floats(head)).isEqualTo(detector.initialWeights().values(head, 2));
        }
        try (LoadedModel model = ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(model.network().summary().classes()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("a backbone of other than four stages is refused")
    void otherBackbonesAreRefused() {
        PretrainedBackbone backbone = new PretrainedBackbone(classifier(1, 1));

        assertThatThrownBy(() -> backbone.detector(64, 3))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("classifier.safetensors: expected a VMamba of four stages");
    }
}
