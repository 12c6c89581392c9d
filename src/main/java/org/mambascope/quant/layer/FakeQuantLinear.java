package org.mambascope.quant.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearLayer;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.tensor.FloatLinear;
import org.mambascope.tensor.cpu.fakequant.OutlierQuantiser;
import org.mambascope.tensor.dispatch.BasisChange;
import org.mambascope.tensor.dispatch.FakeQuantisation;

import java.util.Optional;

/**
 * A quantised layer computed in floating point: inputs and weights are rounded to their levels, so
 * that it gives what integers would give, but no faster.
 */
public final class FakeQuantLinear implements LinearLayer {
    private static final float[] ONE = {1};

    private final FloatingLinear original;
    private final FakeQuantisation quantisers;
    private final FloatLinear product;
    private final NDArray top;
    private final int bits;
    private final NDArray smooth;
    private final ActivationParameters activations;
    private final Optional<FixedSteps> fixed;
    private final Optional<BasisChange> basis;
    private final Optional<NDArray> offset;

    /** Steps and zero points on the device, (1, 1) or (tokens, 1). */
    private record FixedSteps(NDArray steps, NDArray zeros) {}

    /**
     * A layer.
     *
     * @param owner of what it keeps on the device
     */
    public FakeQuantLinear(
            QuantisedLayer layer,
            FloatingLinear original,
            FakeQuantisation quantisers,
            NDManager owner) {
        this.original = original;
        this.quantisers = quantisers;
        Shape shape = original.weight().getShape();
        int inputs = Math.toIntExact(shape.get(1));
        int outputs = Math.toIntExact(shape.get(0));
        bits = layer.bits().activation();
        top = owner.create((float) layer.bits().topActivationCode());
        activations = layer.activations();
        InputBasis in = layer.basis();
        smooth = owner.create(in.isSmoothingAtMost() ? in.smooth().orElse(ONE) : ONE);
        basis = in.isSmoothingAtMost() ? Optional.empty() : Optional.of(in.change(owner, inputs));
        NDArray weight =
                owner.create(
                        layer.weights()
                                .map(WeightCodes::values)
                                .orElseGet(
                                        () -> in.weights(original.weight().toFloatArray(), inputs)),
                        shape);
        product = original.kernels().linear(weight, original.bias());
        offset = offset(layer, outputs, owner);
        fixed = fixed(activations, owner);
    }

    /** The same weights, for other numbers of the input and of its token positions. */
    private FakeQuantLinear(FakeQuantLinear same, QuantisedLayer layer, NDManager owner) {
        original = same.original;
        quantisers = same.quantisers;
        product = same.product;
        top = same.top;
        bits = same.bits;
        smooth = same.smooth;
        Shape shape = original.weight().getShape();
        int outputs = Math.toIntExact(shape.get(0));
        activations = layer.activations();
        basis =
                layer.basis().isSmoothingAtMost()
                        ? Optional.empty()
                        : Optional.of(layer.basis().change(owner, Math.toIntExact(shape.get(1))));
        offset = offset(layer, outputs, owner);
        fixed = fixed(activations, owner);
    }

    /**
     * This layer with other numbers of token positions.
     *
     * @param layer with the same weights
     * @param owner of those numbers on the device
     */
    FakeQuantLinear with(QuantisedLayer layer, NDManager owner) {
        return new FakeQuantLinear(this, layer, owner);
    }

    private static Optional<NDArray> offset(QuantisedLayer layer, int outputs, NDManager owner) {
        return layer.added()
                .map(values -> owner.create(values, new Shape(values.length / outputs, outputs)));
    }

    private static Optional<FixedSteps> fixed(ActivationParameters activations, NDManager owner) {
        return activations
                .fixed()
                .map(
                        there ->
                                new FixedSteps(
                                        column(owner, there.steps()),
                                        column(owner, there.zeros())));
    }

    private static NDArray column(NDManager owner, float[] values) {
        return owner.create(values, new Shape(values.length, 1));
    }

    @Override
    public NDArray apply(NDArray x) {
        NDArray changed = basis.map(change -> change.apply(x)).orElse(x);
        NDArray y = product.apply(entering(changed));
        return offset.map(y::add).orElse(y);
    }

    private NDArray entering(NDArray x) {
        return switch (activations) {
            case ActivationParameters.Static _ -> {
                FixedSteps there = fixed.orElseThrow();
                yield quantisers.activations(x, smooth, there.steps(), there.zeros(), top);
            }
            case ActivationParameters.Outliers(float[] steps) ->
                    new OutlierQuantiser(
                                    steps,
                                    LayerBits.topWeightCode(bits),
                                    Math.toIntExact(x.getShape().get(2)))
                            .apply(x.div(smooth));
            case ActivationParameters.Dynamic() -> quantisers.tokens(x, smooth, top);
            case ActivationParameters.None() -> x.div(smooth);
        };
    }
}
