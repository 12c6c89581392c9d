package org.mambascope.quant.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.FloatingLinear;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.WeightCodes;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.RangeGridSearch;
import org.mambascope.tensor.dispatch.BasisChange;
import org.mambascope.tensor.dispatch.FakeQuantisation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A layer whose input ranges, weight steps and bias are being learned while its codes stay: what
 * rounding with error feedback found would be lost if weights were rounded anew. A range's ends are
 * learned as its step (by its logarithm) and its zero point.
 */
public final class LearnedRangeLinear implements TrainableLinear {
    private static final String WEIGHT_STEP = ".weight_step";
    private static final String ACTIVATION_STEP = ".act_step";
    private static final String ZERO = ".act_zero";
    private static final String OFFSET = ".offset";

    /** Of the setting's rate: codes that stay want smaller changes. */
    private static final double RATE = 0.5;

    /** A zero point, in levels, moves so many times as far as a logarithm. */
    private static final double ZERO_RATE = 4;

    private final QuantisedLayer layer;
    private final FloatingLinear original;
    private final FakeQuantisation quantisers;
    private final BasisChange basis;
    private final NDArray one;
    private final NDArray top;
    private final NDArray levels;
    private final Optional<NDArray> weightSteps;
    private final Optional<NDArray> activationSteps;
    private final NDArray offsets;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    /**
     * A layer.
     *
     * @param layer where learning starts; its activations are static or floating
     * @param owner of the parameters
     */
    public LearnedRangeLinear(
            QuantisedLayer layer,
            FloatingLinear original,
            FakeQuantisation quantisers,
            NDManager owner) {
        this.layer = layer;
        this.original = original;
        this.quantisers = quantisers;
        Shape shape = original.weight().getShape();
        int outputs = Math.toIntExact(shape.get(0));
        int inputs = Math.toIntExact(shape.get(1));
        basis = layer.basis().change(owner, inputs);
        one = owner.create(new float[] {1});
        top = owner.create((float) layer.bits().topActivationCode());
        levels = owner.create(levels(layer, original, inputs), shape);
        weightSteps = layer.weights().map(codes -> column(owner, codes.steps()));
        weightSteps.ifPresent(steps -> parameters.put(WEIGHT_STEP, owner.zeros(steps.getShape())));
        Optional<ActivationParameters.Static> fixed = layer.activations().fixed();
        activationSteps = fixed.map(there -> column(owner, there.steps()));
        activationSteps.ifPresent(
                steps -> parameters.put(ACTIVATION_STEP, owner.zeros(steps.getShape())));
        fixed.ifPresent(there -> parameters.put(ZERO, column(owner, there.zeros())));
        float[] offset = layer.added().orElseGet(() -> new float[outputs]);
        offsets = owner.create(offset, new Shape(offset.length / outputs, outputs));
        parameters.put(OFFSET, owner.zeros(new Shape(1, outputs)));
    }

    private static float[] levels(QuantisedLayer layer, FloatingLinear original, int inputs) {
        if (layer.weights().isEmpty()) {
            return layer.basis().weights(original.weight().toFloatArray(), inputs);
        }
        byte[] codes = layer.weights().get().codes();
        float[] levels = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            levels[i] = codes[i];
        }
        return levels;
    }

    private static NDArray column(NDManager owner, float[] values) {
        return owner.create(values, new Shape(values.length, 1));
    }

    @Override
    public Map<String, NDArray> parameters() {
        Map<String, NDArray> named = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> named.put(layer.name() + name, tensor));
        return named;
    }

    @Override
    public double rate(String parameter, LearningSetting setting) {
        double rate = RATE * setting.stepRate();
        if (parameter.endsWith(ZERO)) {
            return ZERO_RATE * rate;
        }
        if (parameter.endsWith(OFFSET)) {
            return rate;
        }
        int bits =
                parameter.endsWith(WEIGHT_STEP) ? layer.bits().weight() : layer.bits().activation();
        return rate * LayerBits.sensitivity(bits);
    }

    @Override
    public NDArray apply(NDArray x) {
        NDArray changed = basis.applyInGraph(x);
        NDArray entering =
                activationSteps
                        .map(
                                steps ->
                                        quantisers.activations(
                                                changed,
                                                one,
                                                quantisers.scaled(
                                                        x.getManager(),
                                                        steps,
                                                        parameter(ACTIVATION_STEP)),
                                                quantisers.whole(
                                                        x.getManager(), parameter(ZERO), top),
                                                top))
                        .orElse(changed);
        NDArray weight =
                weightSteps
                        .map(
                                steps ->
                                        quantisers
                                                .scaled(
                                                        x.getManager(),
                                                        steps,
                                                        parameter(WEIGHT_STEP))
                                                .mul(levels))
                        .orElse(levels);
        NDArray y = original.kernels().linear(entering, weight, original.bias());
        return y.add(offsets).add(parameter(OFFSET));
    }

    private NDArray parameter(String name) {
        return quantisers.parameter(parameters.get(name));
    }

    @Override
    public QuantisedLayer result() {
        Optional<WeightCodes> codes =
                layer.weights()
                        .map(
                                before ->
                                        new WeightCodes(
                                                before.outputs(),
                                                before.inputs(),
                                                before.codes(),
                                                scaled(before.steps(), WEIGHT_STEP)));
        ActivationParameters activations =
                switch (layer.activations()) {
                    case ActivationParameters.Static(float[] steps, float[] _) ->
                            new ActivationParameters.Static(
                                    scaled(steps, ACTIVATION_STEP), zeros());
                    case ActivationParameters.Outliers other -> other;
                    case ActivationParameters.Dynamic other -> other;
                    case ActivationParameters.None other -> other;
                };
        float[] change = read(OFFSET);
        float[] offset =
                layer.offset().map(float[]::clone).orElseGet(() -> new float[change.length]);
        for (int i = 0; i < offset.length; i++) {
            offset[i] += change[i % change.length];
        }
        return new QuantisedLayer(
                layer.name(),
                layer.bits(),
                layer.basis(),
                codes,
                activations,
                layer.ofMeans(),
                codes.map(_ -> offset));
    }

    private float[] scaled(float[] steps, String name) {
        float[] logarithms = read(name);
        float[] scaled = new float[steps.length];
        for (int i = 0; i < steps.length; i++) {
            scaled[i] =
                    Math.max(
                            steps[i] * (float) Math.exp(logarithms[i]),
                            RangeGridSearch.SMALLEST_STEP);
        }
        return scaled;
    }

    private float[] zeros() {
        float[] zeros = read(ZERO);
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = Math.clamp((float) Math.rint(zeros[i]), 0, layer.bits().topActivationCode());
        }
        return zeros;
    }

    private float[] read(String name) {
        return parameters.get(name).toFloatArray();
    }
}
