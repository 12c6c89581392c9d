package org.mambascope.quant;

import org.mambascope.base.Problem;
import org.mambascope.model.VisualMamba;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a model's layers are computed. */
public enum Execution {
    /** In 32-bit floats, as they were loaded. */
    FP32("fp32") {
        @Override
        public void apply(VisualMamba network, List<QuantisedLayer> layers) {
            if (!layers.isEmpty()) {
                throw new Problem(
                        "The model is quantised, so it cannot run as fp32. Run the original, or this one as simulated.");
            }
        }
    },

    /** Quantised layers in floating point, with inputs and weights rounded to their levels. */
    SIMULATED("simulated") {
        @Override
        public void apply(VisualMamba network, List<QuantisedLayer> layers) {
            if (layers.isEmpty()) {
                throw new Problem(
                        "The model is not quantised, so there is nothing to simulate. Name a quantised file, or run it as fp32.");
            }
            QuantisedNetwork.simulate(network, layers);
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
                                new Problem(
                                        "Expected one of the precisions %s, found %s."
                                                .formatted(names(), words)));
    }

    /** All names, after commas. */
    public static String names() {
        return Stream.of(values()).map(Execution::words).collect(Collectors.joining(", "));
    }

    /** How a model with these quantised layers runs where nothing else is asked for. */
    public static Execution usual(List<QuantisedLayer> layers) {
        return layers.isEmpty() ? FP32 : SIMULATED;
    }

    /** What is computed, in a word for the user: what a figure was measured with. */
    public String words() {
        return words;
    }

    /**
     * Makes a model's layers compute in this way until it is closed.
     *
     * @param layers quantised ones; none for an original
     * @throws Problem if they cannot
     */
    public abstract void apply(VisualMamba network, List<QuantisedLayer> layers);
}
