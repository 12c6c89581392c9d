package org.mambascope.quant.half;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.tensor.Precision;
import org.mambascope.tensor.PrecisionLinear;
import org.mambascope.tensor.dispatch.PrecisionKernels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A layer in 16-bit floats that notices when its numbers leave their range. */
public final class HalfLinear implements LinearLayer {
    private final PrecisionKernels kernels;
    private final PrecisionLinear layer;
    private volatile boolean overflowed;

    private HalfLinear(PrecisionKernels kernels, PrecisionLinear layer) {
        this.kernels = kernels;
        this.layer = layer;
    }

    /**
     * Converts all of a model's layers to a format.
     *
     * @return the arithmetic in words
     */
    public static String place(VisualMamba network, Precision precision) {
        PrecisionKernels kernels = PrecisionKernels.on(network.manager());
        for (LinearSlot slot : network.slots()) {
            FloatingLinear original = slot.original();
            slot.replace(
                    new HalfLinear(
                            kernels,
                            kernels.linear(original.weight(), original.bias(), precision)));
        }
        return "linear layers " + kernels.describe(precision);
    }

    /** Says which layers' numbers left the range of their format so far; empty if none did. */
    public static Optional<String> overflow(VisualMamba network) {
        List<String> layers =
                network.slots().stream()
                        .filter(
                                slot ->
                                        slot.current() instanceof HalfLinear half
                                                && half.overflowed)
                        .map(slot -> slot.site().name())
                        .toList();
        return layers.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "In %d of %d layers (%s first) numbers left the range of 16-bit"
                                        + " floats (up to 65,504 in fp16) and became infinite. Run it"
                                        + " as bf16 or fp32.",
                                layers.size(),
                                network.slots().size(),
                                layers.getFirst()));
    }

    @Override
    public NDArray apply(NDArray x) {
        NDArray y = layer.apply(x);
        if (!overflowed && !kernels.areFinite(y) && kernels.areFinite(x)) {
            overflowed = true;
        }
        return y;
    }
}
