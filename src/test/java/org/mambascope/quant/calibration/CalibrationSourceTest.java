package org.mambascope.quant.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.dataset.Dataset;
import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

class CalibrationSourceTest {
    private static final Preprocessing UNUSED = Preprocessing.imageNet(2);

    @TempDir private Path folder;

    /** Twelve pictures, of class 0 all but the last two, which are of class 1. */
    private static final Dataset UNEVEN =
            new Dataset() {
                @Override
                public String name() {
                    return "uneven";
                }

                @Override
                public int size() {
                    return 12;
                }

                @Override
                public Picture picture(int index) {
                    throw new AssertionError("not read");
                }

                @Override
                public OptionalInt label(int index) {
                    return OptionalInt.of(index / 10);
                }

                @Override
                public List<String> classes() {
                    return List.of("many", "few");
                }
            };

    @Test
    @DisplayName("images are the first, any, or as many of every class as it has")
    void choicesAreMade() {
        assertThat(CalibrationChoice.FIRST.indices(UNEVEN, 3, 7)).containsExactly(0, 10, 1);
        int[] random = CalibrationChoice.RANDOM.indices(UNEVEN, 12, 7);
        assertThat(random).containsExactlyInAnyOrder(IntStream.range(0, 12).toArray());
        assertThat(random).isNotEqualTo(IntStream.range(0, 12).toArray());
        assertThat(CalibrationChoice.RANDOM.indices(UNEVEN, 12, 7)).isEqualTo(random);
        int[] even = CalibrationChoice.BY_CLASS.indices(UNEVEN, 6, 7);
        assertThat(Arrays.stream(even).distinct()).hasSize(6);
        assertThat(Arrays.stream(even).filter(index -> index >= 10)).hasSize(2);
    }

    @Test
    @DisplayName("a tensor is taken as it is, all of it or its first images")
    void tensorsAreTaken() {
        float[] values = new float[3 * 3 * 2 * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Path file = write("calibration", List.of(3L, 3L, 2L, 2L), values);
        CalibrationSet all = read(file, OptionalInt.empty());
        assertThat(all.count()).isEqualTo(3);
        assertThat(all.values()).isEqualTo(values);
        assertThat(read(file, OptionalInt.of(2)).values()).isEqualTo(Arrays.copyOf(values, 24));
    }

    @Test
    @DisplayName("no images, other shapes, and values that are not finite are told")
    void badTensorsAreTold() {
        assertTold(write("images", List.of(0L, 3L, 2L, 2L), new float[0]), "found none");
        assertTold(write("images", List.of(1L, 1L, 2L, 2L), new float[4]), "N × 3 ×");
        assertTold(write("pixels", List.of(1L, 3L, 1L, 1L), new float[3]), "'calibration'");
        float[] broken = {0, Float.NaN, 0};
        assertTold(write("images", List.of(1L, 3L, 1L, 1L), broken), "finite");
    }

    private static void assertTold(Path file, String words) {
        assertThatThrownBy(() -> read(file, OptionalInt.empty()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(words);
    }

    private static CalibrationSet read(Path file, OptionalInt count) {
        return new CalibrationSource(count, CalibrationChoice.FIRST, 0)
                .read(file, UNUSED, broken -> {});
    }

    private Path write(String name, List<Long> shape, float[] values) {
        Path file = folder.resolve("set.safetensors");
        SafetensorsWriter.write(file, Map.of(name, OutputTensor.floats(shape, values)), Map.of());
        return file;
    }
}
