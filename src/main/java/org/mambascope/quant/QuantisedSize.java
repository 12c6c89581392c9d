package org.mambascope.quant;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadOptions;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelDescription;
import org.mambascope.model.ModelLoader;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large the file of a quantised model would be, before there is one: exact where the magnitudes
 * of the layers' inputs fit in half precision, as they do nearly always.
 *
 * @param model the original
 * @param options what the user says of it
 * @param description of the model
 * @param provenance as the file would record it
 * @param inputs input channels of every layer, by its name
 */
public record QuantisedSize(
        Path model,
        LoadOptions options,
        ModelDescription description,
        Provenance provenance,
        Map<String, Integer> inputs) {
    /** Stands for a digest, which is as long whatever it says. */
    private static final String DIGEST = "0".repeat(64);

    /**
     * Of files that a plan would give, whatever its bits.
     *
     * @param version of the program, for the record
     * @throws Problem if the model is quantised already
     */
    public static QuantisedSize of(
            LoadedModel model,
            LoadOptions options,
            CalibrationSet set,
            QuantisationPlan plan,
            String version) {
        try (WeightFile weights = ModelLoader.weights(model.file(), options)) {
            if (QuantisedFile.isQuantised(weights)) {
                throw new Problem(
                        "%s is quantised already. Plan the bits of the original."
                                .formatted(model.file()));
            }
        }
        return new QuantisedSize(
                model.file(),
                options,
                ModelLoader.description(model.file(), options)
                        .completed(model, options.arguments()),
                Provenance.of(model.file().getFileName().toString(), DIGEST, plan, set, version),
                model.network().layers().stream()
                        .collect(Collectors.toMap(LayerSite::name, LayerSite::inputChannels)));
    }

    /**
     * Bytes of the file.
     *
     * @param layers those that the plan quantises
     */
    public long bytes(BitPlan bits, List<QuantisedLayer> layers) {
        Map<String, float[]> maxima = new LinkedHashMap<>();
        layers.forEach(layer -> maxima.put(layer.name(), new float[inputs.get(layer.name())]));
        try (WeightFile weights = ModelLoader.weights(model, options)) {
            return new QuantisedFile(description, bits, provenance, true, layers, maxima)
                    .bytes(ModelLoader.underPresentNames(weights));
        }
    }
}
