package org.mambascope.quant.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.base.json.Json;
import org.mambascope.base.json.JsonFields;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bits of every layer. As JSON: {@code {"weight": 4, "activation": 4, "layers":
 * {"layers.0.mixer.dt_proj": {"weight": 8, "activation": 8}}}}; a number that a layer leaves out is
 * that of all layers.
 *
 * @param all of every layer that is not named
 * @param layers by the layer's name, sorted
 */
public record BitPlan(LayerBits all, Map<String, LayerBits> layers) {
    /** All layers in floating point. */
    public static final BitPlan FLOATING = uniform(LayerBits.FLOATING);

    private static final String WEIGHT = "weight";
    private static final String ACTIVATION = "activation";
    private static final String LAYERS = "layers";

    public BitPlan {
        layers = Collections.unmodifiableMap(new TreeMap<>(layers));
    }

    /** Plan with the same bits in every layer. */
    public static BitPlan uniform(int weight, int activation) {
        return uniform(new LayerBits(weight, activation));
    }

    /** As {@link #uniform(int, int)}. */
    public static BitPlan uniform(LayerBits bits) {
        return new BitPlan(bits, Map.of());
    }

    /** Bits of the layer of this name. */
    public LayerBits of(String layer) {
        return layers.getOrDefault(layer, all);
    }

    /** Copy with other bits for one layer. */
    public BitPlan with(String layer, LayerBits bits) {
        Map<String, LayerBits> changed = new LinkedHashMap<>(layers);
        changed.put(layer, bits);
        return new BitPlan(all, changed);
    }

    /** Copy in which these layers have the bits of all again. */
    public BitPlan without(Collection<String> names) {
        Map<String, LayerBits> left = new LinkedHashMap<>(layers);
        left.keySet().removeAll(names);
        return new BitPlan(all, left);
    }

    /**
     * Fails where the plan names layers that a model does not have.
     *
     * @param known names of the model's quantisable layers
     * @param origin of the plan, for the user
     * @throws Problem with the first that is not known, and the nearest that is
     */
    public void requireLayers(Collection<String> known, String origin) {
        KnownNames.of("layer of the model that can be quantised", known)
                .require(layers.keySet(), origin + ": " + LAYERS);
    }

    /**
     * Reads a plan from a file.
     *
     * @throws Problem if it is no plan
     */
    public static BitPlan read(Path file) {
        return of(JsonFields.read(file));
    }

    /**
     * Reads a plan.
     *
     * @param origin of the text, for the user
     * @throws Problem if it is no plan
     */
    public static BitPlan fromJson(String text, String origin) {
        return of(JsonFields.parse(text, origin));
    }

    private static BitPlan of(JsonFields root) {
        LayerBits all = bits(root.only(WEIGHT, ACTIVATION, LAYERS), LayerBits.FLOATING);
        Map<String, LayerBits> layers = new LinkedHashMap<>();
        root.object(LAYERS)
                .ifPresent(
                        named ->
                                named.names()
                                        .forEach(
                                                name ->
                                                        layers.put(
                                                                name,
                                                                bits(layer(named, name), all))));
        return new BitPlan(all, layers);
    }

    private static JsonFields layer(JsonFields named, String name) {
        return named.requiredObject(name).only(WEIGHT, ACTIVATION);
    }

    private static LayerBits bits(JsonFields node, LayerBits otherwise) {
        return new LayerBits(
                bits(node, WEIGHT, otherwise.weight()),
                bits(node, ACTIVATION, otherwise.activation()));
    }

    private static int bits(JsonFields node, String name, int otherwise) {
        if (!node.has(name)) {
            return otherwise;
        }
        JsonNode bits = node.node().get(name);
        if (!bits.isInt() || !LayerBits.isPossible(bits.intValue())) {
            throw node.wrong(name, LayerBits.POSSIBLE);
        }
        return bits.intValue();
    }

    /** The plan as JSON. */
    public String toJson() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        put(root, all);
        ObjectNode named = root.putObject(LAYERS);
        layers.forEach((name, bits) -> put(named.putObject(name), bits));
        return root.toPrettyString();
    }

    private static void put(ObjectNode node, LayerBits bits) {
        node.put(WEIGHT, bits.weight());
        node.put(ACTIVATION, bits.activation());
    }

    /**
     * Writes the plan.
     *
     * @throws Problem if the file cannot be written
     */
    public void write(Path file) {
        AtomicFile.write(file, toJson());
    }

    /** As {@code W4A4}, with the number of exceptions if there are any. */
    @Override
    public String toString() {
        return layers.isEmpty()
                ? all.toString()
                : "%s, %d %s"
                        .formatted(
                                all,
                                layers.size(),
                                layers.size() == 1 ? "layer differs" : "layers differ");
    }
}
