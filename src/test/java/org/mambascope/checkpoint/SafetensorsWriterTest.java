package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class SafetensorsWriterTest {
    @TempDir Path folder;

    @Test
    void numbersComeBackAsTheyWere() {
        Path file = folder.resolve("new/folder/weights.safetensors");
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        tensors.put(
                "codes", OutputTensor.bytes(ElementType.I8, List.of(3L), new byte[] {-1, 2, 3}));
        tensors.put("weight", OutputTensor.floats(List.of(2L, 2L), new float[] {1, -2, 3.5f, 4}));
        tensors.put("steps", OutputTensor.longs(List.of(), new long[] {Long.MIN_VALUE}));

        SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));

        try (WeightFile weights = WeightFiles.open(file)) {
            assertThat(weights.path()).isEqualTo(file);
            assertThat(weights.sections()).containsExactly("root");
            assertThat(weights.tensors().keySet()).containsExactly("codes", "weight", "steps");
            assertThat(weights.metadata()).containsExactly(Map.entry("format", "pt"));
            assertThat(weights.integers("codes")).containsExactly(-1, 2, 3);
            assertThat(weights.floats("weight")).containsExactly(1, -2, 3.5f, 4);
            assertThat(weights.integers("steps")).containsExactly(Long.MIN_VALUE);
            assertThat(weights.tensors().get("steps").shape()).isEmpty();
        }
    }

    @Test
    void everyTensorIsAlignedToItsElements() throws IOException {
        Path file = folder.resolve("aligned.safetensors");
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        tensors.put("bytes", OutputTensor.bytes(ElementType.U8, List.of(3L), new byte[3]));
        tensors.put("longs", OutputTensor.longs(List.of(1L), new long[] {5}));

        SafetensorsWriter.write(file, tensors, Map.of());

        ByteBuffer written = ByteBuffer.wrap(Files.readAllBytes(file));
        long header = written.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        assertThat(header % 8).isZero();
        assertThat(written.getLong(8 + (int) header)).isEqualTo(5);
    }

    @Property(tries = 100)
    void whateverIsWrittenIsReadBack(
            @ForAll("tensorMaps") Map<String, OutputTensor> tensors,
            @ForAll Map<String, String> metadata)
            throws IOException {
        Path file = Files.createTempFile("round-trip", ".safetensors");
        try {
            SafetensorsWriter.write(file, tensors, metadata);
            try (WeightFile weights = WeightFiles.open(file)) {
                assertThat(weights.metadata()).isEqualTo(metadata);
                assertThat(weights.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
                tensors.forEach(
                        (name, tensor) -> {
                            assertThat(weights.tensors().get(name))
                                    .isEqualTo(
                                            new StoredTensor(name, tensor.type(), tensor.shape()));
                            assertThat(weights.bytes(name)).isEqualTo(tensor.data());
                        });
            }
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<Map<String, OutputTensor>> tensorMaps() {
        Arbitrary<OutputTensor> tensor =
                Combinators.combine(
                                Arbitraries.of(ElementType.class)
                                        .filter(type -> type != ElementType.UNREADABLE),
                                Arbitraries.longs().between(0, 5).list().ofMaxSize(4),
                                Arbitraries.longs())
                        .as(SafetensorsWriterTest::randomTensor);
        Arbitrary<String> name =
                Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(20);
        return Arbitraries.maps(name, tensor).ofMaxSize(8);
    }

    private static OutputTensor randomTensor(ElementType type, List<Long> shape, long seed) {
        byte[] data = new byte[(int) Sizes.bytes(type, shape)];
        new Random(seed).nextBytes(data);
        return OutputTensor.bytes(type, shape, data);
    }

    @Test
    void dataOfAnotherSizeThanTheShapeIsRefused() {
        assertThatThrownBy(() -> OutputTensor.floats(List.of(2L, 3L), new float[5]))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("takes 24 bytes, and was given 20");
    }

    @Test
    void aFailureLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("old.safetensors"), "old");
        Map<String, OutputTensor> reserved =
                Map.of("__metadata__", OutputTensor.floats(List.of(1L), new float[1]));

        assertThatThrownBy(() -> SafetensorsWriter.write(file, reserved, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(file.toString(), "__metadata__");
        assertThat(file).hasContent("old");
    }

    @Test
    void whatIsInTheWayIsNamed() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("plain"), "a file");
        Path file = inTheWay.resolve("weights.safetensors");

        assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of(), Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(file.toString());
    }
}
