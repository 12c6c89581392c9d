package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Files of 100 MB: opening takes next to nothing, reading no more than what is read. */
class MemoryTest {
    private static final int BYTES = 100_000_000;
    private static final long LITTLE = 4 << 20;

    @TempDir Path folder;

    @Test
    void aSafetensorsFileStaysInTheFile() {
        Path file = folder.resolve("large.safetensors");
        OutputTensor tensor =
                OutputTensor.bytes(ElementType.F32, List.of(BYTES / 4L), new byte[BYTES]);
        SafetensorsWriter.write(file, Map.of("weight", tensor), Map.of());
        assertFrugal(file);
    }

    @Test
    void aPthStaysInTheFile() throws IOException {
        byte[] pickle = new PickleBytes().ops("}").text("weight").vector(BYTES / 4).ops("s").stop();
        assertFrugal(TorchZip.write(folder.resolve("large.pth"), pickle, BYTES));
    }

    private static void assertFrugal(Path file) {
        long start = Refusal.allocatedBytes();
        try (WeightFile weights = WeightFiles.open(file)) {
            long opened = Refusal.allocatedBytes();
            assertThat(opened - start).isLessThan(LITTLE);
            assertThat(weights.bytes("weight").remaining()).isEqualTo(BYTES);
            assertThat(weights.floats("weight")).hasSize(BYTES / 4);
            assertThat(Refusal.allocatedBytes() - opened).isLessThan(BYTES + LITTLE);
        }
    }
}
