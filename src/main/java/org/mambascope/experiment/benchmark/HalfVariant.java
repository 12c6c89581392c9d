package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearLayer;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.VisualMamba;
import org.mambascope.tensor.Precision;
import org.mambascope.tensor.dispatch.PrecisionKernels;

import java.util.List;

/** Linear layers in 16-bit floats, or rounded to them where the device has no fast kernel. */
final class HalfVariant implements Variant {
    private final Precision format;
    private String words;

    HalfVariant(Precision format) {
        this.format = format;
        words = format.label();
    }

    @Override
    public String precision() {
        return format.label();
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public List<LinearLayer> layers(VisualMamba network, NDArray images) {
        PrecisionKernels kernels = PrecisionKernels.on(network.manager());
        words = kernels.describe(format);
        return network.slots().stream()
                .map(LinearSlot::original)
                .<LinearLayer>map(layer -> half(kernels, layer))
                .toList();
    }

    private LinearLayer half(PrecisionKernels kernels, FloatingLinear layer) {
        return kernels.linear(layer.weight(), layer.bias(), format)::apply;
    }
}
