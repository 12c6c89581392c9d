package org.mambascope.model;

import org.mambascope.base.Progress;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.localvim.LocalVimConfiguration;
import org.mambascope.model.plain.PlainConfiguration;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.vim.VimConfiguration;
import org.mambascope.model.vmamba.VMambaConfiguration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Models of all families with random weights that take milliseconds to run, and changed ones. */
public final class TinyModels {
    /** Pixels of an image's side. */
    public static final int SIDE = 8;

    /** Classes that they know. */
    public static final int CLASSES = 3;

    private static final List<List<String>> ORDERS =
            Collections.nCopies(2, List.of("h", "v_flip", "w2"));

    /** By the name of the family. */
    public static final Map<String, ModelConfiguration> FAMILIES =
            Map.of(
                    "Vim",
                    VimConfiguration.published(plain()),
                    "LocalVim",
                    LocalVimConfiguration.published(plain(), ORDERS),
                    "VMamba",
                    VMambaConfiguration.published(SIDE, 2, CLASSES, List.of(1, 1), 8, 2),
                    "LocalVMamba",
                    VMambaConfiguration.publishedLocal(SIDE, 2, CLASSES, List.of(1, 1), 8, ORDERS));

    private TinyModels() {}

    private static PlainConfiguration plain() {
        return PlainConfiguration.of(SIDE, 4, CLASSES, 8, 2, ClassToken.MIDDLE, false)
                .withStateSize(4);
    }

    /** Writes one of a family into a folder, with its description beside it. */
    public static Path write(String family, Path folder) {
        Path file = folder.resolve(family + ".safetensors");
        NewModel.write(FAMILIES.get(family), "a tiny one", 3, file, Progress.NONE);
        return file;
    }

    /**
     * Writes a model whose tensor has other values.
     *
     * @param change gets a copy of them
     */
    public static Path changed(
            Path model, String name, String tensor, UnaryOperator<float[]> change) {
        Path file = model.resolveSibling(name + ".safetensors");
        try (WeightFile weights = WeightFiles.open(model)) {
            Map<String, OutputTensor> tensors = new LinkedHashMap<>();
            weights.tensors()
                    .forEach(
                            (key, stored) -> {
                                float[] values = weights.floats(key);
                                tensors.put(
                                        key,
                                        OutputTensor.floats(
                                                stored.shape(),
                                                key.equals(tensor)
                                                        ? change.apply(values)
                                                        : values));
                            });
            SafetensorsWriter.write(file, tensors, weights.metadata());
            Files.copy(ModelDescription.fileBeside(model), ModelDescription.fileBeside(file));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same values but one. */
    public static UnaryOperator<float[]> with(int index, float value) {
        return values -> {
            values[index] = value;
            return values;
        };
    }
}
