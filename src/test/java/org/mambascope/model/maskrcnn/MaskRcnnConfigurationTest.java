package org.mambascope.model.maskrcnn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Progress;
import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Picture;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.model.preset.NewModel;

import java.nio.file.Path;

class MaskRcnnConfigurationTest {
    @TempDir private Path folder;

    @Test
    @DisplayName("a new small one loads without assumptions, and detects")
    void aNewOneLoads() {
        Path file = folder.resolve("new.safetensors");

        NewModel.write(MaskRcnnConfiguration.small(96, 10), "a small one", 5, file, Progress.NONE);

        try (LoadedModel model = ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(model.notes()).noneMatch(note -> note.startsWith("Assumed"));
            DetectorHead head = (DetectorHead) model.network().head();
            assertThat(head.preprocessing()).isEqualTo(DetectionPreprocessing.ofScale(96, 96));
            assertThat(model.network().summary().classes()).isEqualTo(10);
            Picture grey = new Picture("grey", 70, 50, new int[3500]);
            assertThat(model.network().detect(grey, Probe.NONE).count()).isLessThan(101);
        }
    }
}
