package org.mambascope.quant.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.WeightLocation;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Size of a quantised model's file before there is one: exact where the magnitudes of the layers'
 * inputs fit in half precision, as they do nearly always.
 *
 * @param original tensors of the original under present names
 * @param description of the model
 * @param provenance as the file would record it
 * @param sites all layers, by name
 */
public record QuantisedFileSize(
        Map<String, StoredTensor> original,
        ModelDescription description,
        Provenance provenance,
        Map<String, LayerSite> sites) {
    /** Placeholder of the digest, whose length is always the same. */
    private static final String DIGEST = "0".repeat(64);

    /**
     * A layer of the file.
     *
     * @param name of it
     * @param coded whether its weights are in codes
     * @param tensors of its own
     */
    public record Layer(String name, boolean coded, List<StoredTensor> tensors) {
        /** Stored tensors of a layer. */
        public static Layer of(QuantisedLayer layer) {
            return new Layer(
                    layer.name(), layer.weights().isPresent(), LayerTensors.described(layer));
        }

        /**
         * Stored tensors of a layer, from one with a single row of codes that represents all.
         *
         * @param outputs N
         */
        public static Layer of(QuantisedLayer layer, int outputs) {
            return new Layer(
                    layer.name(),
                    layer.weights().isPresent(),
                    LayerTensors.described(layer, outputs));
        }
    }

    /**
     * Of files that a plan would give, whatever its bits.
     *
     * @param version of the program, for the record
     * @throws Problem if the model is quantised already
     */
    public static QuantisedFileSize of(
            LoadedModel model,
            LoadOptions options,
            CalibrationSet set,
            QuantisationPlan plan,
            String version) {
        return of(
                model,
                options,
                Provenance.of(model.file().getFileName().toString(), DIGEST, plan, set, version));
    }

    /**
     * Of files that any method would give, before calibration images are read.
     *
     * @param plan of any bits
     * @param version of the program, for the record
     * @throws Problem if the model is quantised already
     */
    public static QuantisedFileSize planned(
            LoadedModel model, LoadOptions options, QuantisationPlan plan, String version) {
        CalibrationSet some = new CalibrationSet("calibration images", 1, 1, 1, new float[3]);
        return of(model, options, some, plan, version);
    }

    private static QuantisedFileSize of(
            LoadedModel model, LoadOptions options, Provenance provenance) {
        try (WeightFile weights = ModelLoader.weights(model.file(), options)) {
            if (QuantisedFile.isQuantised(weights)) {
                throw new Problem(
                        "%s is quantised already: plan the bits of the original."
                                .formatted(model.file()));
            }
            return new QuantisedFileSize(
                    new LinkedHashMap<>(ModelLoader.underPresentNames(weights).tensors()),
                    ModelLoader.description(model.file(), options)
                            .completed(model, options.arguments()),
                    provenance,
                    model.network().layers().stream()
                            .collect(Collectors.toMap(LayerSite::name, site -> site)));
        }
    }

    /**
     * Bytes of the file.
     *
     * @param layers those that the plan quantises
     */
    public long bytes(BitPlan bits, List<QuantisedLayer> layers) {
        return ofLayers(bits, layers.stream().map(Layer::of).toList());
    }

    /**
     * Bytes of the file.
     *
     * @param layers those that the plan quantises
     */
    public long ofLayers(BitPlan bits, List<Layer> layers) {
        List<StoredTensor> tensors = new ArrayList<>();
        ObjectNode channels = JsonNodeFactory.instance.objectNode();
        long maxima = 0;
        for (Layer layer : layers) {
            tensors.addAll(layer.tensors());
            int inputs = sites.get(layer.name()).inputChannels();
            channels.put(layer.name(), inputs);
            maxima += inputs;
        }
        if (!layers.isEmpty()) {
            tensors.add(new StoredTensor(QuantisedFile.MAXIMA, ElementType.F16, List.of(maxima)));
        }
        List<WeightLocation> coded =
                layers.stream()
                        .filter(Layer::coded)
                        .map(layer -> sites.get(layer.name()).weight())
                        .toList();
        return SafetensorsWriter.bytes(
                QuantisedFile.layout(original, coded, tensors),
                new QuantisedFile(description, bits, provenance, true, List.of(), Map.of())
                        .metadata(channels));
    }
}
