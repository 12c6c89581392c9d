package org.mambascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.image.IdxSamples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

class IdxFileTest {
    @TempDir Path folder;

    @Test
    void plainAndCompressedFilesAreReadAlike() throws IOException {
        byte[] bytes = IdxSamples.file(0x803, new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 255);
        Path plain = write(bytes);
        Path compressed = Files.write(folder.resolve("no-ending"), IdxSamples.gzip(bytes));

        assertThat(IdxFile.read(plain, 3).shape()).containsExactly(2, 1, 3);
        assertThat(IdxFile.read(plain, 3).values()).containsExactly(1, 2, 3, 4, 5, -1);
        assertThat(IdxFile.read(compressed, 3).values()).containsExactly(1, 2, 3, 4, 5, -1);
    }

    @Test
    void everyTruncationIsAProblem() throws IOException {
        byte[] bytes = IdxSamples.file(0x803, new int[] {2, 1, 3}, 1, 2, 3, 4, 5, 6);
        for (int length = 0; length < bytes.length; length++) {
            assertProblem(Arrays.copyOf(bytes, length), "truncated");
        }
        byte[] compressed = IdxSamples.gzip(bytes);
        for (int length = 2; length < compressed.length; length++) {
            assertProblem(Arrays.copyOf(compressed, length), "cannot be read");
        }
    }

    @Test
    void damagedCompressionIsAProblem() throws IOException {
        byte[] compressed = IdxSamples.gzip(IdxSamples.file(0x803, new int[] {1, 1, 3}, 1, 2, 3));
        compressed[compressed.length - 6] ^= 1;

        assertProblem(compressed, "compressed data are damaged");
    }

    @Test
    void anotherKindOfFileIsAProblem() throws IOException {
        assertProblem(IdxSamples.file(0x801, new int[] {3}, 1, 2, 3), "0x00000801");
        assertProblem(IdxSamples.file(0xd03, new int[] {1, 1, 1}, 1, 2, 3, 4), "0x00000d03");
    }

    @Test
    void absurdSizesAreRefusedBeforeMemoryIsTaken() throws IOException {
        assertProblem(IdxSamples.file(0x803, new int[] {-1, 28, 28}), "[-1, 28, 28]");
        assertProblem(IdxSamples.file(0x803, new int[] {0, 28, 28}), "[0, 28, 28]");
        assertProblem(IdxSamples.file(0x803, new int[] {1 << 30, 1 << 30, 16}), "2 GB");
        assertProblem(IdxSamples.file(0x803, new int[] {2_000_000, 32, 32}, 1, 2), "truncated");
    }

    @Test
    void moreDataThanDeclaredIsAProblem() throws IOException {
        byte[] bomb = Arrays.copyOf(IdxSamples.file(0x803, new int[] {1, 1, 1}, 7), 50_000_000);

        assertProblem(IdxSamples.gzip(bomb), "goes on after the 1 bytes");
        assertProblem(IdxSamples.file(0x803, new int[] {1, 1, 1}, 7, 8), "goes on after");
    }

    private void assertProblem(byte[] bytes, String reason) throws IOException {
        Path file = write(bytes);
        assertThatThrownBy(() -> IdxFile.read(file, 3))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("some-images-idx3-ubyte")
                .hasMessageContaining(reason);
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("some-images-idx3-ubyte"), bytes);
    }
}
