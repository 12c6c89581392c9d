package org.mambascope.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class NpyFileTest {
    @TempDir Path folder;

    @Test
    void anArrayIsWrittenAsNumPyReadsIt() throws IOException {
        Path file = folder.resolve("a.npy");

        NpyFile.write(file, new float[] {1, 2, 3, 4, 5, -6.5f}, 2, 3);

        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = buffer.getShort(8);
        assertThat(new String(bytes, 0, 6, StandardCharsets.ISO_8859_1)).isEqualTo("\u0093NUMPY");
        assertThat(buffer.getShort(6)).isEqualTo((short) 1);
        assertThat((header + 10) % 64).isZero();
        assertThat(new String(bytes, 10, header, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
                .endsWith(" \n");
        assertThat(buffer.getFloat(10 + header + 4 * 5)).isEqualTo(-6.5f);
        assertThat(bytes).hasSize(10 + header + 4 * 6);
    }

    @Test
    void shapesOfOneAndNoAxisAreWrittenAsTuples() throws IOException {
        NpyFile.write(folder.resolve("line.npy"), new float[3], 3);
        NpyFile.write(folder.resolve("value.npy"), new float[1]);

        assertThat(text(folder.resolve("line.npy"))).contains("'shape': (3,), }");
        assertThat(text(folder.resolve("value.npy"))).contains("'shape': (), }");
    }

    @Test
    void theFirstAxisGrowsWithWhatIsAppended() throws IOException {
        Path grown = folder.resolve("grown.npy");
        Path whole = folder.resolve("whole.npy");
        try (NpyFile file = NpyFile.create(grown, 2, 2)) {
            file.append(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
            file.append(new float[] {9, 10, 11, 12});
            file.finish();
        }
        NpyFile.write(whole, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 3, 2, 2);

        assertThat(grown).hasSameBinaryContentAs(whole);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(grown, whole);
        }
    }

    @Test
    void anUnfinishedFileLeavesNoTrace() throws IOException {
        try (NpyFile file = NpyFile.create(folder.resolve("a.npy"), 4)) {
            file.append(new float[3]);
            assertThatThrownBy(file::finish).isInstanceOf(IllegalStateException.class);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aShapeThatDoesNotHoldTheValuesIsRefused() {
        assertThatThrownBy(() -> NpyFile.write(folder.resolve("a.npy"), new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 20)
    void everyValueSurvivesHoweverLongTheArray(@ForAll @IntRange(min = 0, max = 50_000) int length)
            throws IOException {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i * 0.37f - 100;
        }
        Path file = Files.createTempFile("values", ".npy");
        try {
            NpyFile.write(file, values, length);
            ByteBuffer bytes =
                    ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            float[] read = new float[length];
            bytes.position(bytes.capacity() - 4 * length)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(read);
            assertThat(read).isEqualTo(values);
        } finally {
            Files.delete(file);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
