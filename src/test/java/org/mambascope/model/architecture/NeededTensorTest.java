package org.mambascope.model.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.load.ModelLoader;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors of types and shapes that no model is made of, needed ones and others. */
class NeededTensorTest {
    @TempDir Path folder;

    private static Path file(String name) {
        try {
            return Path.of(
                    NeededTensorTest.class.getResource("/checkpoint/other_types/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A tiny Vim's tensors, with one of them in another shape, filled with zeros. */
    private Path vimWith(String changed, ElementType type, List<Long> shape) {
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        try (WeightFile vim = WeightFiles.open(file("f8.safetensors"))) {
            for (StoredTensor tensor : vim.tensors().values()) {
                if (tensor.type() == ElementType.F32) {
                    tensors.put(
                            tensor.name(),
                            OutputTensor.floats(tensor.shape(), vim.floats(tensor.name())));
                }
            }
        }
        long elements = shape.stream().reduce(1L, Math::multiplyExact);
        byte[] zeros = new byte[Math.toIntExact(elements * type.bytes())];
        tensors.put(changed, OutputTensor.bytes(type, shape, zeros));
        Path file = folder.resolve("changed.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }

    private static LoadedModel load(Path file) {
        return ModelLoader.load(file, LoadOptions.DEFAULT, Device.cpu());
    }

    @ParameterizedTest
    @CsvSource({
        "int8.safetensors, layers.0.mixer.in_proj.weight",
        "int8.pth, head.weight",
    })
    void integersOfAnotherToolAreRefusedByName(String name, String weight) {
        assertThatThrownBy(() -> load(file(name)))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(name, weight, "I8", "another tool", "dequantise it first");
    }

    @ParameterizedTest
    @CsvSource({"U8", "BOOL", "I64"})
    void codesInAnyIntegerTypeAreRefused(ElementType type) {
        Path file = vimWith("layers.1.mixer.out_proj.weight", type, List.of(16L, 16L));
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("layers.1.mixer.out_proj.weight", type.name());
    }

    @Test
    void anIntegerTensorThatNobodyNeedsIsNoted() {
        try (LoadedModel model = load(vimWith("steps", ElementType.I64, List.of(1L)))) {
            assertThat(model.notes()).contains("Not used from the file: steps.");
        }
    }

    @Test
    void aTensorOfAnUnknownTypeThatNobodyNeedsIsNoted() {
        try (LoadedModel model = load(file("f8.safetensors"))) {
            assertThat(model.notes()).contains("Not used from the file: extra.");
        }
    }

    @Test
    void aNeededTensorOfAnUnknownTypeIsRefusedByNameAndType() throws IOException {
        String name = "head.weight";
        Path file = vimWith(name, ElementType.U8, shapeInVim(name));
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        int type = header.indexOf("\"U8\"");
        // A type with a name as long: the rest of the file stays where it is.
        bytes[type + 1] = 'F';
        Files.write(file, bytes);
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(file.toString(), name, "'F8'");
    }

    @ParameterizedTest
    @CsvSource({"pos_embed, 3", "head.weight, 2", "layers.0.mixer.A_log, 2", "norm_f.weight, 1"})
    void aDimensionOfZeroIsRefusedByName(String name, int dimensions) {
        for (int axis = 0; axis < dimensions; axis++) {
            List<Long> shape = shapeInVim(name);
            shape.set(axis, 0L);
            assertThatThrownBy(() -> load(vimWith(name, ElementType.F32, shape)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContainingAll(name, "changed.safetensors", shape.toString());
        }
    }

    private static List<Long> shapeInVim(String name) {
        try (WeightFile vim = WeightFiles.open(file("f8.safetensors"))) {
            return new ArrayList<>(vim.tensors().get(name).shape());
        }
    }
}
