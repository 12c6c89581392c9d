package org.mambascope.quant;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Quantises one layer by what enters it.
 *
 * @param recipe how
 * @param bits of weights and input
 * @param owner of tensors while the layer is worked on
 */
record LayerSearch(Recipe recipe, LayerBits bits, NDManager owner) {
    /** Rows that the errors of bases are compared on. */
    private static final int COMPARED_ROWS = 4096;

    /** Share of the error that is left where taking off a mean pays for its storage. */
    private static final double WORTH_A_MEAN = 0.7;

    /**
     * A layer in one basis.
     *
     * @param input in that basis
     * @param weights in that basis
     * @param weightSteps per output channel; empty if weights stay in floating point
     * @param steps of the input
     */
    private record Candidate(
            InputBasis basis,
            LayerInput input,
            float[] weights,
            Optional<float[]> weightSteps,
            ActivationSteps steps) {}

    /**
     * Finds basis, steps and codes.
     *
     * @param input of the original layer
     * @param maxima gives the largest magnitudes of the input's channels, K, if they are needed
     * @param weights N × K of the original layer
     */
    QuantisedLayer run(LayerInput input, Supplier<float[]> maxima, float[] weights) {
        Optional<float[]> smooth =
                recipe.smoothing().isPresent()
                        ? Optional.of(
                                new Smoothing(recipe.smoothing().getAsDouble())
                                        .scales(maxima.get(), weights))
                        : Optional.empty();
        List<InputBasis> bases = bases(smooth, input);
        Candidate best =
                bases.size() == 1
                        ? candidate(bases.getFirst(), input, weights)
                        : bases.stream()
                                .map(basis -> candidate(basis, input, weights))
                                .min(Comparator.comparingDouble(this::price))
                                .orElseThrow();
        return switch (recipe.rounding()) {
            case NEAREST -> layer(best, nearest(best), ofMeans(best, weights));
            case ERROR_FEEDBACK -> withErrorFeedback(best, weights);
        };
    }

    private QuantisedLayer layer(
            Candidate found, Optional<WeightCodes> codes, Optional<float[]> offset) {
        return new QuantisedLayer(
                found.input().layer(), bits, found.basis(), codes, found.steps(), offset);
    }

    private List<InputBasis> bases(Optional<float[]> smooth, LayerInput input) {
        InputBasis plain = InputBasis.smoothed(smooth);
        InputBasis rotated = new InputBasis(smooth, true, Optional.empty());
        if (!bits.quantisesWeights()) {
            return List.of(plain);
        }
        return switch (recipe.basis()) {
            case PLAIN -> List.of(plain);
            case ROTATED -> List.of(rotated);
            case CHOSEN ->
                    List.of(
                            plain,
                            rotated,
                            new InputBasis(
                                    smooth, true, Optional.of(plain.of(input).tokenMeans())));
        };
    }

    private Candidate candidate(InputBasis basis, LayerInput input, float[] weights) {
        LayerInput entering = basis.of(input);
        ActivationSteps steps =
                bits.quantisesActivations()
                        ? Ranges.activations(
                                recipe.activations(), entering, bits.topActivationCode())
                        : new ActivationSteps.None();
        float[] changed = basis.weights(weights, input.channels());
        Optional<float[]> weightSteps =
                bits.quantisesWeights()
                        ? Optional.of(
                                Ranges.weights(
                                        recipe.weights(),
                                        changed,
                                        input.channels(),
                                        bits.topWeightCode()))
                        : Optional.empty();
        return new Candidate(basis, entering, changed, weightSteps, steps);
    }

    private Optional<WeightCodes> nearest(Candidate layer) {
        return layer.weightSteps()
                .map(steps -> WeightCodes.nearest(layer.weights(), steps, bits.topWeightCode()));
    }

    /** Codes by the inputs as they are rounded; their mean error is added to the output. */
    private QuantisedLayer withErrorFeedback(Candidate found, float[] weights) {
        Optional<float[]> ofMeans = ofMeans(found, weights);
        if (found.weightSteps().isEmpty()) {
            return layer(found, Optional.empty(), ofMeans);
        }
        int inputs = found.input().channels();
        float[] rounded = quantised(found);
        WeightCodes codes =
                new Gptq(products(rounded, inputs), inputs)
                        .round(found.weights(), found.weightSteps().get(), bits.topWeightCode());
        float[] offset = meanError(found, rounded, codes);
        return layer(
                found,
                Optional.of(codes),
                Optional.of(ofMeans.map(means -> sum(means, offset)).orElse(offset)));
    }

    /** Rows plus one row. */
    private static float[] sum(float[] rows, float[] row) {
        float[] sum = rows.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += row[i % row.length];
        }
        return sum;
    }

    private float[] quantised(Candidate layer) {
        return layer.input().quantised(layer.steps(), bits.topActivationCode()).values();
    }

    /** Σ x xᵀ over rows of channels. */
    private float[] products(float[] rows, int inputs) {
        try (NDManager scope = owner.newSubManager()) {
            NDArray x = scope.create(rows, new Shape(rows.length / inputs, inputs));
            return x.transpose().matMul(x).toFloatArray();
        }
    }

    /** A mean costs a table of tokens, so that it has to be clearly better. */
    private double price(Candidate layer) {
        return layer.basis().mean().isPresent() ? error(layer) / WORTH_A_MEAN : error(layer);
    }

    /** Σ |y − ŷ|² of the layer's output, bias apart, with weights rounded to the nearest. */
    private double error(Candidate layer) {
        return energies(layer).noise();
    }

    /** Signal over noise of the layer's output in a basis, rounded to the nearest, in dB. */
    double signalToNoise(InputBasis basis, LayerInput input, float[] weights) {
        Energies energies = energies(candidate(basis, input, weights));
        return 10 * Math.log10(energies.signal() / energies.noise());
    }

    private record Energies(double signal, double noise) {}

    private Energies energies(Candidate layer) {
        int inputs = layer.input().channels();
        int rows = layer.input().values().length / inputs;
        int every = Math.ceilDiv(rows, COMPARED_ROWS);
        float[] exact = rowsOf(layer.input().values(), inputs, every);
        float[] rounded = rowsOf(quantised(layer), inputs, every);
        float[] codes = nearest(layer).map(WeightCodes::values).orElseGet(layer::weights);
        try (NDManager scope = owner.newSubManager()) {
            Shape shape = new Shape(exact.length / inputs, inputs);
            Shape weightShape = new Shape(layer.weights().length / inputs, inputs);
            NDArray y = product(scope, exact, shape, layer.weights(), weightShape);
            NDArray approximate = product(scope, rounded, shape, codes, weightShape);
            return new Energies(
                    y.square().sum().getFloat(), y.sub(approximate).square().sum().getFloat());
        }
    }

    private static NDArray product(
            NDManager scope, float[] rows, Shape shape, float[] weights, Shape weightShape) {
        return scope.create(rows, shape).matMul(scope.create(weights, weightShape).transpose());
    }

    private static float[] rowsOf(float[] values, int width, int every) {
        int rows = values.length / width;
        float[] chosen = new float[Math.ceilDiv(rows, every) * width];
        for (int row = 0, to = 0; row < rows; row += every, to += width) {
            System.arraycopy(values, row * width, chosen, to, width);
        }
        return chosen;
    }

    /** W (s · μ) per token position, tokens × N: the part of the output that the basis took off. */
    private Optional<float[]> ofMeans(Candidate layer, float[] weights) {
        if (layer.basis().mean().isEmpty()) {
            return Optional.empty();
        }
        float[] means = layer.basis().mean().get();
        int inputs = layer.input().channels();
        float[] smooth = layer.basis().smooth().orElse(new float[] {1});
        float[] unsmoothed = new float[means.length];
        for (int i = 0; i < means.length; i++) {
            unsmoothed[i] = means[i] * smooth[i % inputs % smooth.length];
        }
        try (NDManager scope = owner.newSubManager()) {
            return Optional.of(
                    product(
                                    scope,
                                    unsmoothed,
                                    new Shape(means.length / inputs, inputs),
                                    weights,
                                    new Shape(weights.length / inputs, inputs))
                            .toFloatArray());
        }
    }

    /** Mean of W x − Ŵ x̂ over all rows, N. */
    private float[] meanError(Candidate layer, float[] quantised, WeightCodes codes) {
        float[] exact = meanRow(layer.input().values(), codes.inputs());
        float[] rounded = meanRow(quantised, codes.inputs());
        float[] values = codes.values();
        float[] error = new float[codes.outputs()];
        for (int i = 0; i < values.length; i++) {
            int channel = i % codes.inputs();
            error[i / codes.inputs()] +=
                    layer.weights()[i] * exact[channel] - values[i] * rounded[channel];
        }
        return error;
    }

    private static float[] meanRow(float[] values, int width) {
        double[] sums = new double[width];
        for (int i = 0; i < values.length; i++) {
            sums[i % width] += values[i];
        }
        float[] means = new float[width];
        for (int i = 0; i < width; i++) {
            means[i] = (float) (sums[i] * width / values.length);
        }
        return means;
    }
}
