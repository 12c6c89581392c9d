package org.mambascope.quant;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearLayer;
import org.mambascope.tensor.Quantisers;

import java.util.Optional;

/**
 * A quantised layer computed in floating point: inputs and weights are rounded to their levels, so
 * that it gives what integers would give, but no faster.
 */
final class SimulatedLinear implements LinearLayer {
    private final FloatingLinear original;
    private final Quantisers quantisers;
    private final NDArray weight;
    private final NDArray smooth;
    private final NDArray top;
    private final ActivationSteps activations;
    private final Optional<FixedSteps> fixed;

    /** Steps and zero points on the device, (1, 1) or (tokens, 1). */
    private record FixedSteps(NDArray steps, NDArray zeros) {}

    /**
     * A layer.
     *
     * @param owner of what it keeps on the device
     */
    SimulatedLinear(
            QuantisedLayer layer, FloatingLinear original, Quantisers quantisers, NDManager owner) {
        this.original = original;
        this.quantisers = quantisers;
        Shape shape = original.weight().getShape();
        smooth = owner.create(layer.smooth().orElse(new float[] {1}));
        top = owner.create((float) layer.bits().topActivationCode());
        activations = layer.activations();
        weight =
                owner.create(
                        layer.weights()
                                .map(WeightCodes::values)
                                .orElseGet(() -> floatingWeight(layer)),
                        shape);
        fixed =
                activations instanceof ActivationSteps.Static(float[] steps, float[] zeros)
                        ? Optional.of(
                                new FixedSteps(
                                        owner.create(steps, new Shape(steps.length, 1)),
                                        owner.create(zeros, new Shape(zeros.length, 1))))
                        : Optional.empty();
    }

    private float[] floatingWeight(QuantisedLayer layer) {
        float[] values = original.weight().toFloatArray();
        return layer.smooth().map(scales -> Smoothing.times(values, scales)).orElse(values);
    }

    @Override
    public NDArray apply(NDArray x) {
        return original.kernels().linear(entering(x), weight, original.bias());
    }

    private NDArray entering(NDArray x) {
        return switch (activations) {
            case ActivationSteps.Static _ -> {
                FixedSteps there = fixed.orElseThrow();
                yield quantisers.activations(x, smooth, there.steps(), there.zeros(), top);
            }
            case ActivationSteps.Dynamic() -> quantisers.tokens(x, smooth, top);
            case ActivationSteps.None() -> x.div(smooth);
        };
    }
}
