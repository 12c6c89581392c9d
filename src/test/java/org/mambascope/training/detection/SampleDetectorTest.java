package org.mambascope.training.detection;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mambascope.dataset.detection.DetectionDatasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Tag("slow")
class SampleDetectorTest {
    @Test
    @DisplayName("the sample detector finds most garments of the sample scenes")
    void findsGarments() {
        List<String> notes = new ArrayList<>();

        DetectionResult result =
                new HeldOutDetection(
                                DetectionDatasets.open("sample-images/scenes"),
                                Device.cpu(),
                                notes::add)
                        .run(Path.of("sample-models/maskrcnn-scenes.safetensors"));

        assertThat(notes).isEmpty();
        assertThat(result.testPictures()).isEqualTo(16);
        assertThat(result.boxAp50()).isGreaterThan(0.5);
        assertThat(result.maskAp50()).isGreaterThan(0.5);
    }
}
