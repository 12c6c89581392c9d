package org.mambascope.quant.layer;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.half.HalfLinear;
import org.mambascope.tensor.Precision;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arithmetic in which a model's layers are computed. */
public enum Execution {
    /** In 32-bit floats, as they were loaded. */
    FP32("fp32") {
        @Override
        public String apply(VisualMamba network, List<QuantisedLayer> layers) {
            requireOriginal(layers);
            return words();
        }
    },

    /** Linear layers in 16-bit floats, or rounded to them where the device has no fast kernel. */
    FP16("fp16") {
        @Override
        public String apply(VisualMamba network, List<QuantisedLayer> layers) {
            return half(network, layers, Precision.FP16);
        }
    },

    /** In brain floats. */
    BF16("bf16") {
        @Override
        public String apply(VisualMamba network, List<QuantisedLayer> layers) {
            return half(network, layers, Precision.BF16);
        }
    },

    /** Quantised layers in floating point, with inputs and weights rounded to their levels. */
    SIMULATED("simulated") {
        @Override
        public String apply(VisualMamba network, List<QuantisedLayer> layers) {
            if (layers.isEmpty()) {
                throw new Problem(
                        "The model is not quantised, so there is nothing to simulate: name a quantised file, or run it as fp32.");
            }
            LayerSubstitution.simulate(network, layers);
            return words();
        }
    },

    /** Layers of 8 bits with static steps as integers, all others simulated. */
    INT8("int8") {
        @Override
        public String apply(VisualMamba network, List<QuantisedLayer> layers) {
            if (layers.stream().noneMatch(QuantisedLayer::canMultiplyIntegers)) {
                throw new Problem(
                        "No layer of the model has weights and inputs of 8 bits with static steps, so none can run as integers: run it as simulated, or quantise it to 8 bits.");
            }
            LayerSubstitution quantised = LayerSubstitution.integers(network, layers);
            return "%d of them run as integers, any others simulated. %s"
                    .formatted(quantised.integerLayers(), quantised.integerFacts());
        }
    };

    private final String words;

    Execution(String words) {
        this.words = words;
    }

    /**
     * The one of this name.
     *
     * @throws Problem if there is none, with those that there are
     */
    public static Execution named(String words) {
        return Stream.of(values())
                .filter(execution -> execution.words.equals(words.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                KnownNames.of(
                                                "precision",
                                                Stream.of(values()).map(Execution::words).toList())
                                        .unknown(words, ""));
    }

    /** All names, after commas. */
    public static String names() {
        return Stream.of(values()).map(Execution::words).collect(Collectors.joining(", "));
    }

    /** Default execution of a model with these quantised layers. */
    public static Execution usual(List<QuantisedLayer> layers) {
        if (layers.isEmpty()) {
            return FP32;
        }
        return layers.stream().anyMatch(QuantisedLayer::canMultiplyIntegers) ? INT8 : SIMULATED;
    }

    /** The name that users type. */
    public String words() {
        return words;
    }

    /**
     * Makes a model's layers compute in this way until it is closed.
     *
     * @param layers quantised ones; none for an original
     * @return the arithmetic in words, to be given with measured figures
     * @throws Problem if they cannot
     */
    public abstract String apply(VisualMamba network, List<QuantisedLayer> layers);

    private static void requireOriginal(List<QuantisedLayer> layers) {
        if (!layers.isEmpty()) {
            throw new Problem(
                    "The model is quantised, so it cannot run in floating point: run the original, or this one as simulated.");
        }
    }

    private static String half(
            VisualMamba network, List<QuantisedLayer> layers, Precision precision) {
        requireOriginal(layers);
        return HalfLinear.place(network, precision);
    }
}
