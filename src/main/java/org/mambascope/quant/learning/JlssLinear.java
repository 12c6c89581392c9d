package org.mambascope.quant.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.FloatingLinear;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.Smoothing;
import org.mambascope.quant.layer.WeightCodes;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.RangeGridSearch;
import org.mambascope.tensor.dispatch.FakeQuantisation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A layer whose smoothing scales and step sizes are being learned. What is learned are the values
 * themselves, or the logarithms of their ratios to what they were.
 */
public final class JlssLinear implements TrainableLinear {
    private static final String WEIGHT_STEP = ".weight_step";
    private static final String ACTIVATION_STEP = ".act_step";
    private static final String SMOOTH = ".smooth";

    private final QuantisedLayer layer;
    private final FloatingLinear original;
    private final FakeQuantisation quantisers;
    private final NDArray weightTop;
    private final NDArray activationTop;
    private final NDArray one;
    private final Optional<NDArray> zeros;
    private final Map<String, Learned> learned = new LinkedHashMap<>();

    /**
     * A learned tensor.
     *
     * @param parameter tensor that the optimiser changes
     * @param start the value before; its ratio to the value is learned if {@code logarithmic}
     */
    private record Learned(NDArray parameter, NDArray start, boolean logarithmic) {
        static Learned of(NDManager owner, float[] values, Shape shape, boolean logarithmic) {
            NDArray start = owner.create(values, shape);
            NDArray parameter = logarithmic ? owner.zeros(shape) : start.duplicate();
            return new Learned(parameter, start, logarithmic);
        }

        NDArray value(NDManager scope, FakeQuantisation quantisers) {
            NDArray read = quantisers.parameter(parameter);
            return logarithmic ? quantisers.scaled(scope, start, read) : read;
        }

        float[] read() {
            float[] values = parameter.toFloatArray();
            if (logarithmic) {
                float[] before = start.toFloatArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] = before[i] * (float) Math.exp(values[i]);
                }
            }
            return values;
        }
    }

    /**
     * A layer.
     *
     * @param layer where learning starts; its activations are static or floating
     * @param owner of the parameters
     */
    public JlssLinear(
            QuantisedLayer layer,
            FloatingLinear original,
            FakeQuantisation quantisers,
            boolean logarithmic,
            NDManager owner) {
        this.layer = layer;
        this.original = original;
        this.quantisers = quantisers;
        weightTop = owner.create((float) layer.bits().topWeightCode());
        activationTop = owner.create((float) layer.bits().topActivationCode());
        one = owner.create(new float[] {1});
        layer.smooth()
                .ifPresent(
                        scales ->
                                learn(
                                        SMOOTH,
                                        owner,
                                        scales,
                                        new Shape(scales.length),
                                        logarithmic));
        layer.weights()
                .ifPresent(
                        codes ->
                                learn(
                                        WEIGHT_STEP,
                                        owner,
                                        codes.steps(),
                                        new Shape(codes.outputs(), 1),
                                        logarithmic));
        Optional<ActivationParameters.Static> fixed = layer.activations().fixed();
        fixed.ifPresent(
                there ->
                        learn(
                                ACTIVATION_STEP,
                                owner,
                                there.steps(),
                                new Shape(there.steps().length, 1),
                                logarithmic));
        zeros = fixed.map(there -> owner.create(there.zeros(), new Shape(there.zeros().length, 1)));
    }

    private void learn(
            String name, NDManager owner, float[] values, Shape shape, boolean logarithmic) {
        learned.put(name, Learned.of(owner, values, shape, logarithmic));
    }

    @Override
    public Map<String, NDArray> parameters() {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        learned.forEach((name, value) -> parameters.put(layer.name() + name, value.parameter()));
        return parameters;
    }

    @Override
    public double rate(String parameter, LearningSetting setting) {
        double rate = parameter.endsWith(SMOOTH) ? setting.smoothRate() : setting.stepRate();
        return setting.logarithmic() ? rate * sensitivity(parameter) : rate;
    }

    private float sensitivity(String parameter) {
        float ofWeights = LayerBits.sensitivity(layer.bits().weight());
        float ofActivations = LayerBits.sensitivity(layer.bits().activation());
        if (parameter.endsWith(WEIGHT_STEP)) {
            return ofWeights;
        }
        return parameter.endsWith(ACTIVATION_STEP)
                ? ofActivations
                : Math.min(ofWeights, ofActivations);
    }

    private Optional<NDArray> value(String name, NDManager scope) {
        return Optional.ofNullable(learned.get(name)).map(value -> value.value(scope, quantisers));
    }

    @Override
    public NDArray apply(NDArray x) {
        NDManager scope = x.getManager();
        NDArray smooth = value(SMOOTH, scope).orElse(one);
        NDArray entering =
                value(ACTIVATION_STEP, scope)
                        .map(
                                step ->
                                        quantisers.activations(
                                                x,
                                                smooth,
                                                step,
                                                zeros.orElseThrow(),
                                                activationTop))
                        .orElseGet(() -> x.div(smooth));
        NDArray weight =
                value(WEIGHT_STEP, scope)
                        .map(
                                step ->
                                        quantisers.weights(
                                                scope, original.weight(), smooth, step, weightTop))
                        .orElseGet(() -> smooth.mul(original.weight()));
        return original.kernels().linear(entering, weight, original.bias());
    }

    @Override
    public QuantisedLayer result() {
        Optional<float[]> smooth = read(SMOOTH);
        float[] weights = original.weight().toFloatArray();
        float[] scaled = smooth.map(scales -> Smoothing.times(weights, scales)).orElse(weights);
        Optional<WeightCodes> codes =
                read(WEIGHT_STEP)
                        .map(
                                steps ->
                                        WeightCodes.nearest(
                                                scaled, steps, layer.bits().topWeightCode()));
        ActivationParameters activations =
                switch (layer.activations()) {
                    case ActivationParameters.Static(float[] _, float[] zero) ->
                            new ActivationParameters.Static(
                                    read(ACTIVATION_STEP).orElseThrow(), zero);
                    case ActivationParameters.Outliers other -> other;
                    case ActivationParameters.Dynamic other -> other;
                    case ActivationParameters.None other -> other;
                };
        return new QuantisedLayer(layer.name(), layer.bits(), smooth, codes, activations);
    }

    private Optional<float[]> read(String name) {
        return Optional.ofNullable(learned.get(name))
                .map(
                        value -> {
                            float[] values = value.read();
                            if (!SMOOTH.equals(name)) {
                                for (int i = 0; i < values.length; i++) {
                                    values[i] = Math.max(values[i], RangeGridSearch.SMALLEST_STEP);
                                }
                            }
                            return values;
                        });
    }
}
