package org.mambascope.quant.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.Printable;
import org.mambascope.base.Problem;
import org.mambascope.base.json.Json;
import org.mambascope.base.json.JsonFields;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.LayerSite;
import org.mambascope.model.WeightLocation;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A quantised model in one {@code .safetensors}: the tensors of its layers ({@link LayerTensors}),
 * all others in 32-bit floats under the original names, and the rest of this as metadata. A stacked
 * weight is left out when all its parts are quantised. {@code act_absmax} holds the largest
 * magnitudes of the layers' input channels, one layer after the other, in half precision where its
 * range suffices.
 *
 * @param description of the model, so that no separate JSON is needed
 * @param plan the requested bits
 * @param provenance how it was made
 * @param complete whether all layers of the plan are done
 * @param layers in the order in which they run
 * @param maxima of the input channels of each layer in the original, by its name; empty if unknown
 */
public record QuantisedFile(
        ModelDescription description,
        BitPlan plan,
        Provenance provenance,
        boolean complete,
        List<QuantisedLayer> layers,
        Map<String, float[]> maxima) {
    private static final String FORMAT = "format";
    private static final String NAME = "mambascope-quantised";
    private static final String FORMAT_VERSION = "format_version";
    private static final int VERSION = 1;
    private static final String ARCHITECTURE = "architecture";
    private static final String DESCRIPTION = "model";
    private static final String PLAN = "plan";
    private static final String PROVENANCE = "provenance";
    private static final String COMPLETE = "complete";

    /** Names of the layers, each with its number of input channels. */
    private static final String LAYERS = "layers";

    static final String MAXIMA = "act_absmax";
    private static final Pattern LAYER = Pattern.compile("\\w+(\\.\\w+)*");

    /** More inputs than a layer of any model has; their square is still a whole number. */
    private static final int WIDEST = 1 << 15;

    private static final float SMALLEST_HALF = 0x1p-14f;
    private static final float LARGEST_HALF = 65504;

    public QuantisedFile {
        layers = List.copyOf(layers);
    }

    /** Returns true if a file is a quantised model of this format. */
    public static boolean isQuantised(WeightFile file) {
        return NAME.equals(file.metadata().get(FORMAT));
    }

    /**
     * Writes it, so that the file is either complete or as it was before.
     *
     * @param original the weights that were quantised, under present names
     * @param sites all layers of the model
     * @throws Problem if the file cannot be written
     */
    public void write(Path file, WeightFile original, List<LayerSite> sites) {
        Map<String, LayerSite> byName =
                sites.stream().collect(Collectors.toMap(LayerSite::name, site -> site));
        Map<String, OutputTensor> quantised = quantised();
        SafetensorsWriter.write(
                file,
                layout(
                        original.tensors(),
                        layers.stream()
                                .filter(layer -> layer.weights().isPresent())
                                .map(layer -> byName.get(layer.name()).weight())
                                .toList(),
                        quantised.entrySet().stream()
                                .map(
                                        tensor ->
                                                new StoredTensor(
                                                        tensor.getKey(),
                                                        tensor.getValue().type(),
                                                        tensor.getValue().shape()))
                                .toList()),
                tensor ->
                        quantised.containsKey(tensor.name())
                                ? quantised.get(tensor.name())
                                : copied(original, tensor),
                metadata(inputs(byName)));
    }

    private Map<String, OutputTensor> quantised() {
        Map<String, OutputTensor> quantised = new LinkedHashMap<>();
        layers.forEach(layer -> LayerTensors.put(layer, quantised));
        if (!maxima.isEmpty()) {
            quantised.put(MAXIMA, maximaTensor());
        }
        return quantised;
    }

    /**
     * Tensors of a file, the original's first.
     *
     * @param original by name
     * @param coded weights that are in codes
     * @param quantised the layers' own tensors
     */
    static List<StoredTensor> layout(
            Map<String, StoredTensor> original,
            List<WeightLocation> coded,
            List<StoredTensor> quantised) {
        Set<String> replaced = replaced(original, coded);
        List<StoredTensor> tensors = new ArrayList<>();
        for (StoredTensor tensor : original.values()) {
            boolean readable = tensor.type() != ElementType.UNREADABLE;
            if (readable && !replaced.contains(tensor.name())) {
                tensors.add(
                        new StoredTensor(tensor.name(), written(tensor.type()), tensor.shape()));
            }
        }
        tensors.addAll(quantised);
        return tensors;
    }

    private static ElementType written(ElementType type) {
        return type.isInteger() ? type : ElementType.F32;
    }

    private static OutputTensor copied(WeightFile original, StoredTensor tensor) {
        return tensor.type() == ElementType.F32
                ? OutputTensor.floats(tensor.shape(), original.floats(tensor.name()))
                : new OutputTensor(tensor.type(), tensor.shape(), original.bytes(tensor.name()));
    }

    /** Tensors whose weights are all in codes. */
    private static Set<String> replaced(
            Map<String, StoredTensor> original, List<WeightLocation> weights) {
        Map<String, Long> parts =
                weights.stream()
                        .collect(
                                Collectors.groupingBy(
                                        WeightLocation::tensor, Collectors.counting()));
        return weights.stream()
                .filter(weight -> parts.get(weight.tensor()) == weight.parts(original))
                .map(WeightLocation::tensor)
                .collect(Collectors.toSet());
    }

    private ObjectNode inputs(Map<String, LayerSite> sites) {
        ObjectNode inputs = Json.MAPPER.createObjectNode();
        for (QuantisedLayer layer : layers) {
            inputs.put(layer.name(), sites.get(layer.name()).inputChannels());
        }
        return inputs;
    }

    private OutputTensor maximaTensor() {
        List<float[]> parts = layers.stream().map(layer -> maxima.get(layer.name())).toList();
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        boolean half = true;
        int next = 0;
        for (float[] part : parts) {
            for (float value : part) {
                half &= value == 0 || value >= SMALLEST_HALF && value <= LARGEST_HALF;
                all[next++] = value;
            }
        }
        List<Long> shape = List.of((long) all.length);
        if (!half) {
            return OutputTensor.floats(shape, all);
        }
        return OutputTensor.halves(shape, all);
    }

    /**
     * Metadata of the file.
     *
     * @param inputs of each layer, by its name
     */
    Map<String, String> metadata(ObjectNode inputs) {
        try {
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put(FORMAT, NAME);
            metadata.put(FORMAT_VERSION, String.valueOf(VERSION));
            description.architecture().ifPresent(name -> metadata.put(ARCHITECTURE, name));
            metadata.put(DESCRIPTION, Json.MAPPER.writeValueAsString(description.toJson()));
            metadata.put(PLAN, Json.MAPPER.readTree(plan.toJson()).toString());
            metadata.put(PROVENANCE, Json.MAPPER.writeValueAsString(provenance));
            metadata.put(COMPLETE, String.valueOf(complete));
            metadata.put(LAYERS, inputs.toString());
            return metadata;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON", e);
        }
    }

    /**
     * Reads everything but the tensors that were not quantised.
     *
     * @throws Problem if it is of a later version, or damaged
     */
    public static QuantisedFile read(WeightFile file) {
        Map<String, String> metadata = file.metadata();
        requireVersion(file);
        String origin = file.path().toString();
        BitPlan plan = BitPlan.fromJson(entry(metadata, PLAN), origin + ": " + PLAN);
        Map<String, Integer> inputs =
                inputs(JsonFields.parse(entry(metadata, LAYERS), origin + ": " + LAYERS));
        List<QuantisedLayer> layers = new ArrayList<>();
        inputs.forEach(
                (name, count) ->
                        layers.add(new LayerTensors(name).read(file, plan.of(name), count)));
        return new QuantisedFile(
                description(metadata, file.path()),
                plan,
                Provenance.read(
                        JsonFields.parse(entry(metadata, PROVENANCE), origin + ": " + PROVENANCE)),
                complete(metadata, file),
                layers,
                maxima(file, inputs));
    }

    /** Names become those of files, so they are a module's as PyTorch writes them. */
    private static Map<String, Integer> inputs(JsonFields fields) {
        Map<String, Integer> inputs = new LinkedHashMap<>();
        for (String name : fields.names()) {
            if (!LAYER.matcher(name).matches()) {
                throw new Problem(
                        "%s: expected the name of a layer, as layers.0.mixer.in_proj, found \"%s\": quantise the model again."
                                .formatted(fields.place(), Printable.line(name)));
            }
            inputs.put(name, fields.requiredWholeNumber(name, 1, WIDEST));
        }
        return inputs;
    }

    private static ModelDescription description(Map<String, String> metadata, Path path) {
        return ModelDescription.fromJson(
                JsonFields.parse(entry(metadata, DESCRIPTION), path + ": " + DESCRIPTION).node(),
                path);
    }

    private static boolean complete(Map<String, String> metadata, WeightFile file) {
        String found = entry(metadata, COMPLETE);
        if (!Set.of("true", "false").contains(found)) {
            throw new Problem(
                    "%s: %s: expected true or false, found \"%s\": quantise the model again."
                            .formatted(file.path(), COMPLETE, Printable.line(found)));
        }
        return Boolean.parseBoolean(found);
    }

    private static void requireVersion(WeightFile file) {
        String found = entry(file.metadata(), FORMAT_VERSION);
        if (!found.equals(String.valueOf(VERSION))) {
            throw new Problem(
                    "%s: expected a quantised file of format %d, found format \"%s\": a newer MambaScope reads it."
                            .formatted(file.path(), VERSION, Printable.line(found)));
        }
    }

    private static String entry(Map<String, String> metadata, String name) {
        return metadata.getOrDefault(name, "");
    }

    private static Map<String, float[]> maxima(WeightFile file, Map<String, Integer> inputs) {
        Map<String, float[]> maxima = new LinkedHashMap<>();
        if (file.tensors().containsKey(MAXIMA)) {
            float[] all = file.floats(MAXIMA);
            long expected = inputs.values().stream().mapToLong(Integer::longValue).sum();
            if (all.length != expected) {
                throw new Problem(
                        "%s: %s: expected %d values, one for each input of a layer, found %d: quantise the model again."
                                .formatted(file.path(), MAXIMA, expected, all.length));
            }
            int next = 0;
            for (Map.Entry<String, Integer> layer : inputs.entrySet()) {
                int count = layer.getValue();
                maxima.put(layer.getKey(), Arrays.copyOfRange(all, next, next + count));
                next += count;
            }
        }
        return maxima;
    }

    /** Returns true if a tensor of a quantised file is not one of the original's. */
    boolean owns(String tensor) {
        return tensor.equals(MAXIMA)
                || layers.stream().anyMatch(layer -> new LayerTensors(layer.name()).owns(tensor));
    }
}
