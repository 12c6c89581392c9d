package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Opening a file takes next to nothing, whatever its size; reading, no more than what is read. */
class MappedWeightFileTest {
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

    @Test
    void aTensorLongerThanAnArrayStaysInTheFileAndTheOthersAreRead() throws IOException {
        Path file = folder.resolve("huge.safetensors");
        long huge = 3_000_000_000L;
        byte[] header =
                """
                {"huge":{"dtype":"U8","shape":[%1$d],"data_offsets":[0,%1$d]},\
                "last":{"dtype":"I8","shape":[2],"data_offsets":[%1$d,%2$d]}}"""
                        .formatted(huge, huge + 2)
                        .getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.writeLong(Long.reverseBytes(header.length));
            out.write(header);
            out.seek(Long.BYTES + header.length + huge);
            out.write(new byte[] {-5, 6});
        }
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThat(weights.integers("last")).containsExactly(-5, 6);
            assertThatThrownBy(() -> weights.floats("huge"))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("tensor 'huge' needs an array of 3000000000");
            assertThatThrownBy(() -> weights.bytes("huge")).isInstanceOf(Problem.class);
        }
    }

    @Test
    void whatIsNotThereOrNotOfTheTypeIsNamed() {
        Path file = folder.resolve("small.safetensors");
        OutputTensor tensor = OutputTensor.floats(List.of(1L), new float[] {2});
        SafetensorsWriter.write(file, Map.of("weight", tensor), Map.of());
        WeightFile weights = WeightFiles.open(file);
        assertThatThrownBy(() -> weights.floats("bias"))
                .isInstanceOf(Problem.class)
                .hasMessage("cannot read weights from '%s': there is no tensor 'bias' in it", file);
        assertThatThrownBy(() -> weights.integers("weight"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("type F32 where integers were expected");
        weights.close();
        weights.close();
        assertThat(weights.tensors()).containsOnlyKeys("weight");
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
