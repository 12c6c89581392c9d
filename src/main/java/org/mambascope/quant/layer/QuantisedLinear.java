package org.mambascope.quant.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearLayer;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.tensor.ActivationQuantiser;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.ExactIntegerRange;
import org.mambascope.tensor.IntegerArithmetic;
import org.mambascope.tensor.IntegerLinear;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.IntegerWeights;
import org.mambascope.tensor.dispatch.BasisChange;
import org.mambascope.tensor.dispatch.IntegerKernels;

import java.util.Optional;

/** A layer with static steps that multiplies codes, as integers or as floats of the same value. */
final class QuantisedLinear implements LinearLayer {
    private final Optional<BasisChange> basis;
    private final IntegerLinear codes;

    private QuantisedLinear(Optional<BasisChange> basis, IntegerLinear codes) {
        this.basis = basis;
        this.codes = codes;
    }

    /** Returns true if a layer can be computed like this. */
    static boolean suits(QuantisedLayer layer) {
        return layer.weights().isPresent() && layer.activations().fixed().isPresent();
    }

    /**
     * A layer.
     *
     * @param integers whether codes are multiplied as integers where this device does it exactly;
     *     where it does so for 7 bits on one side, the weights take them, which loses less
     * @param owner of its tensors on the device
     */
    static QuantisedLinear of(
            QuantisedLayer layer,
            FloatingLinear original,
            IntegerKernels kernels,
            boolean integers,
            NDManager owner) {
        WeightCodes weights = layer.weights().orElseThrow();
        if (integers && kernels.range() == ExactIntegerRange.SEVEN_BITS) {
            weights = weights.within(ExactIntegerRange.SEVEN_BIT_WEIGHT);
        }
        ActivationParameters.Static steps = layer.activations().fixed().orElseThrow();
        InputBasis in = layer.basis();
        ActivationQuantiser grid =
                new ActivationQuantiser(
                        steps.steps(),
                        steps.zeros(),
                        in.isSmoothingAtMost() ? in.smooth() : Optional.empty(),
                        layer.bits().activation());
        IntegerWeights whole =
                new IntegerWeights(
                        weights.outputs(), weights.inputs(), weights.codes(), weights.steps());
        IntegerLinearParameters coded =
                new IntegerLinearParameters(whole, grid, bias(layer, original));
        IntegerArithmetic arithmetic =
                integers && kernels.range() != ExactIntegerRange.NONE
                        ? IntegerArithmetic.INTEGER
                        : IntegerArithmetic.FLOATING;
        Optional<BasisChange> change =
                in.isSmoothingAtMost()
                        ? Optional.empty()
                        : Optional.of(in.change(owner, weights.inputs()));
        return new QuantisedLinear(change, kernels.linear(coded, arithmetic));
    }

    /** The original's bias and what the layer adds to it. */
    private static Optional<float[]> bias(QuantisedLayer layer, FloatingLinear original) {
        Optional<float[]> own = original.bias().map(NDArray::toFloatArray);
        if (layer.added().isEmpty()) {
            return own;
        }
        float[] sum = layer.added().get().clone();
        own.ifPresent(
                bias -> {
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += bias[i % bias.length];
                    }
                });
        return Optional.of(sum);
    }

    /** Returns true if integers are multiplied. */
    boolean isInteger() {
        return codes.arithmetic() == IntegerArithmetic.INTEGER;
    }

    @Override
    public NDArray apply(NDArray x) {
        return codes.apply(basis.map(change -> change.apply(x)).orElse(x));
    }

    @Override
    public NDArray apply(ChannelRange x) {
        return basis.isPresent() ? apply(x.view()) : codes.apply(x);
    }
}
