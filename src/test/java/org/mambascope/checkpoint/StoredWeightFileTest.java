package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

/** Opening a file takes next to nothing, whatever its size; reading, no more than what is read. */
class StoredWeightFileTest {
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
                .hasMessage(
                        "Cannot read weights from '%s': there is no tensor 'bias' in it; take a file that has it.",
                        file);
        assertThatThrownBy(() -> weights.integers("weight"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("type F32 where integers were expected");
        weights.close();
        weights.close();
        assertThat(weights.tensors()).containsOnlyKeys("weight");
    }

    /** Large enough that no block read ahead has it all. */
    private Path tensorOf(int floats) {
        Path file = folder.resolve("changing.safetensors");
        OutputTensor tensor = OutputTensor.floats(List.of((long) floats), new float[floats]);
        SafetensorsWriter.write(file, Map.of("weight", tensor), Map.of());
        return file;
    }

    @Test
    void aFileThatIsCutWhileItIsOpenIsRefused() throws IOException {
        Path file = tensorOf(100_000);
        try (WeightFile weights = WeightFiles.open(file)) {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(1000);
            }
            for (ThrowingCallable read :
                    List.<ThrowingCallable>of(
                            () -> weights.floats("weight"), () -> weights.bytes("weight"))) {
                assertThatThrownBy(read)
                        .isInstanceOf(Problem.class)
                        .hasMessageContainingAll(
                                file.toString(), "cut or changed while it was read");
            }
        }
    }

    @Test
    void aFileThatIsWrittenToWhileItIsOpenIsRefused() throws IOException {
        Path file = tensorOf(1000);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThat(weights.floats("weight")).hasSize(1000);
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.seek(out.length() - 4);
                out.writeInt(1);
            }
            assertThatThrownBy(() -> weights.floats("weight"))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("cut or changed while it was read");
        }
    }

    @Test
    void aFileThatAnotherTookTheNameOfStaysReadable() throws IOException {
        Path file = tensorOf(1000);
        try (WeightFile weights = WeightFiles.open(file)) {
            Files.delete(file);
            assertThat(weights.floats("weight")).hasSize(1000);
            tensorOf(10);
            assertThat(weights.floats("weight")).hasSize(1000);
        }
    }

    private static void assertFrugal(Path file) {
        long start = Refusal.allocatedBytes();
        try (WeightFile weights = WeightFiles.open(file)) {
            long opened = Refusal.allocatedBytes();
            assertThat(opened - start).isLessThan(LITTLE);
            assertThat(weights.bytes("weight").remaining()).isEqualTo(BYTES);
            assertThat(weights.floats("weight")).hasSize(BYTES / 4);
            // The bytes, the floats, and pieces of the file between them.
            assertThat(Refusal.allocatedBytes() - opened).isLessThan(3L * BYTES + LITTLE);
        }
    }
}
