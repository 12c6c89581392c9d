package org.mambascope.quant.finite;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.mambascope.base.Problem;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.logits.Logits;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Refuses models that cannot be quantised since they do not compute with numbers. */
public final class Finite {
    private Finite() {}

    /** Returns true if all values are finite. */
    public static boolean areFinite(float[] values) {
        return first(values).isEmpty();
    }

    private static Optional<Float> first(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * Fails where a model's file has weights that are not finite.
     *
     * @throws Problem with the file, the first tensors that have, and how many of their values
     */
    public static void requireWeights(LoadedModel model) {
        requireWeights(model.file().toString(), model.network());
    }

    /** As {@link #requireWeights(LoadedModel)}, for a network of which no file is known. */
    public static void requireWeights(VisualMamba network) {
        requireWeights("The model", network);
    }

    private static void requireWeights(String model, VisualMamba network) {
        Map<String, String> found = new TreeMap<>();
        network.parameters().forEach((name, tensor) -> describe(name, tensor, found));
        if (!found.isEmpty()) {
            throw new Problem(
                    "%s: expected finite weights to quantise, found %s%s: take an intact file of the model."
                            .formatted(
                                    model,
                                    found.values().stream()
                                            .limit(3)
                                            .collect(Collectors.joining(", ")),
                                    found.size() > 3
                                            ? " and others in %d more tensors"
                                                    .formatted(found.size() - 3)
                                            : ""));
        }
    }

    private static void describe(String name, NDArray tensor, Map<String, String> found) {
        if (tensor.getDataType() != DataType.FLOAT32) {
            return;
        }
        float[] values = tensor.toFloatArray();
        int bad = 0;
        float example = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                example = bad == 0 ? value : example;
                bad++;
            }
        }
        if (bad > 0) {
            found.put(
                    name,
                    "%s in %s (%d of %d values)".formatted(example, name, bad, values.length));
        }
    }

    /**
     * Fails where what enters a layer is not finite.
     *
     * @throws Problem with the layer
     */
    public static void requireInput(String layer, float[] values) {
        first(values)
                .ifPresent(
                        value -> {
                            throw new Problem(
                                    "What enters %s is not finite (%s) for the calibration images, so it cannot be quantised: look at the model's weights and the images' preprocessing."
                                            .formatted(layer, value));
                        });
    }

    /**
     * Fails where calibration images have no answers.
     *
     * @throws Problem with the number of them
     */
    public static void requireAnswers(long notNumbers, long images) {
        Logits.note(notNumbers, images)
                .ifPresent(
                        note -> {
                            throw new Problem(
                                    "Of the calibration images %s, so the model cannot be quantised by them: look at its head's weights and the images' preprocessing."
                                            .formatted(note));
                        });
    }
}
