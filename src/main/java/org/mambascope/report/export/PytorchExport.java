package org.mambascope.report.export;

import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.quant.file.LayerTensors;
import org.mambascope.quant.file.ModelOpener;
import org.mambascope.quant.file.QuantisedFile;
import org.mambascope.quant.layer.QuantisedLayer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quantised model as PyTorch's tools read it: {@code NAME.safetensors}, a state dict under the
 * original keys with dequantised weights, and {@code NAME.npz} with {@code act_absmax.LAYER} (K),
 * the largest magnitudes of a layer's input channels, and {@code LAYER.act_step} and {@code
 * LAYER.act_zero} (1, tokens, 1).
 *
 * @param folder to write to
 */
public record PytorchExport(Path folder) {
    /**
     * Writes both files.
     *
     * @param quantised a quantised file
     * @return the files
     * @throws Problem if the file is not quantised, or nothing can be written
     */
    public List<Path> write(Path quantised) throws IOException {
        try (WeightFile file = WeightFiles.open(quantised)) {
            if (!QuantisedFile.isQuantised(file)) {
                throw new Problem(
                        "Expected a quantised file, found %s, which is not: write one with quantize."
                                .formatted(quantised));
            }
            String name = ModelDescription.nameOf(quantised);
            Path weights = folder.resolve(name + ".safetensors");
            Path steps = folder.resolve(name + ".npz");
            AtomicFile.check(weights, quantised);
            AtomicFile.check(steps, quantised);
            WeightFile dequantised = ModelOpener.dequantised(file);
            SafetensorsWriter.write(
                    weights,
                    List.copyOf(dequantised.tensors().values()),
                    tensor ->
                            new OutputTensor(
                                    tensor.type(),
                                    tensor.shape(),
                                    dequantised.bytes(tensor.name())),
                    Map.of("format", "pt"));
            NpzFile.write(steps, arrays(QuantisedFile.read(file)));
            return List.of(weights, steps);
        }
    }

    private static Map<String, NpzFile.Array> arrays(QuantisedFile file) {
        Map<String, NpzFile.Array> arrays = new LinkedHashMap<>();
        for (QuantisedLayer layer : file.layers()) {
            LayerTensors names = new LayerTensors(layer.name());
            Optional.ofNullable(file.maxima().get(layer.name()))
                    .ifPresent(
                            maxima ->
                                    arrays.put(
                                            names.maxima(),
                                            new NpzFile.Array(maxima, maxima.length)));
            layer.activations()
                    .fixed()
                    .ifPresent(
                            fixed -> {
                                arrays.put(names.steps(), perToken(fixed.steps()));
                                arrays.put(names.zeros(), perToken(fixed.zeros()));
                            });
        }
        return arrays;
    }

    private static NpzFile.Array perToken(float[] values) {
        return new NpzFile.Array(values, 1, values.length, 1);
    }
}
