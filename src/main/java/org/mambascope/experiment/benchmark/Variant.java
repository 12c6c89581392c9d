package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;

import org.mambascope.base.Problem;
import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.quant.plan.Method;
import org.mambascope.tensor.Precision;

import java.util.List;

/** A way to compute a model's linear layers that is measured against others. */
public interface Variant {
    /** Its name for the user, as {@code fp32} or {@code int8}. */
    String precision();

    /**
     * The layers to put into a network's slots, in their order. What they hold is freed with the
     * network.
     *
     * @param images the benchmark's own, (images, 3, height, width), for methods that calibrate
     */
    List<LinearLayer> layers(VisualMamba network, NDArray images);

    /** The arithmetic in words, for the user. */
    default String words() {
        return precision();
    }

    /** Number of these layers that multiply integers. */
    default int integerLayers() {
        return 0;
    }

    /** The layers as loaded, in 32-bit floats. */
    static Variant floating() {
        return new Variant() {
            @Override
            public String precision() {
                return "fp32";
            }

            @Override
            public List<LinearLayer> layers(VisualMamba network, NDArray images) {
                return network.slots().stream().<LinearLayer>map(LinearSlot::original).toList();
            }
        };
    }

    /**
     * A variant by its name.
     *
     * @throws Problem if there is none of this name
     */
    static Variant named(String precision) {
        return switch (precision) {
            case "fp32" -> floating();
            case "fp16" -> new HalfVariant(Precision.FP16);
            case "bf16" -> new HalfVariant(Precision.BF16);
            case "int8" -> new IntegerVariant(precision, Method.PTS);
            case "int8-rotated" -> new IntegerVariant(precision, Method.ROTATED_SEARCH);
            case "int8-all-rotated" -> new IntegerVariant(precision, Method.QUAROT);
            default ->
                    throw new Problem(
                            "Expected fp32, fp16, bf16, int8, int8-rotated or int8-all-rotated as a precision, found '%s'."
                                    .formatted(precision));
        };
    }
}
