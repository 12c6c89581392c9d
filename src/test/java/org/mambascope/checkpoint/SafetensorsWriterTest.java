package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SafetensorsWriterTest {
    @TempDir Path folder;

    @Test
    void readsBackWhatItWrote() {
        Path file = folder.resolve("weights.safetensors");
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        tensors.put(
                "flags", OutputTensor.bytes(ElementType.I8, List.of(3L), new byte[] {-1, 2, 3}));
        tensors.put("weight", OutputTensor.floats(List.of(2L, 2L), new float[] {1, -2, 3.5f, 4}));
        tensors.put("steps", OutputTensor.longs(List.of(), new long[] {Long.MIN_VALUE}));

        SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));

        try (WeightFile weights = WeightFiles.open(file)) {
            assertThat(weights.tensors().keySet()).containsExactly("flags", "weight", "steps");
            assertThat(weights.metadata()).containsExactly(Map.entry("format", "pt"));
            assertThat(weights.integers("flags")).containsExactly(-1, 2, 3);
            assertThat(weights.floats("weight")).containsExactly(1, -2, 3.5f, 4);
            assertThat(weights.integers("steps")).containsExactly(Long.MIN_VALUE);
            assertThat(weights.tensors().get("steps").shape()).isEmpty();
        }
    }
}
