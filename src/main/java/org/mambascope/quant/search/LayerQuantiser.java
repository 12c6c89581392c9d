package org.mambascope.quant.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.LayerRole;
import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.Smoothing;
import org.mambascope.quant.layer.WeightCodes;
import org.mambascope.quant.plan.ActivationRule;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.plan.RoundingRule;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.quant.range.RangeEstimator;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Quantises one layer by its calibration inputs.
 *
 * @param recipe of the method
 * @param bits of weights and input
 * @param role of the layer, which a basis may go by
 * @param compared rows that the errors of bases are compared on, at most
 * @param owner of tensors while the layer is worked on
 */
public record LayerQuantiser(
        Recipe recipe, LayerBits bits, LayerRole role, int compared, NDManager owner) {
    private static final int COMPARED_ROWS = 4096;

    /** Share of the error that is left where taking off a mean pays for its storage. */
    private static final double WORTH_A_MEAN = 0.9;

    /** A search on a whole layer. */
    public LayerQuantiser(Recipe recipe, LayerBits bits, LayerRole role, NDManager owner) {
        this(recipe, bits, role, COMPARED_ROWS, owner);
    }

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
            CalibrationInput input,
            float[] weights,
            Optional<float[]> weightSteps,
            ActivationParameters steps) {}

    /**
     * Finds basis, steps and codes.
     *
     * @param input of the original layer
     * @param maxima gives the largest magnitudes of the input's channels, K, if they are needed
     * @param weights N × K of the original layer
     */
    public QuantisedLayer run(CalibrationInput input, Supplier<float[]> maxima, float[] weights) {
        Optional<float[]> smooth =
                recipe.smoothing().isPresent()
                        ? Optional.of(
                                new Smoothing(recipe.smoothing().getAsDouble())
                                        .scales(maxima.get(), weights))
                        : Optional.empty();
        return run(input, new RowMoments(input), smooth, weights);
    }

    /**
     * Finds basis, steps and codes.
     *
     * @param input of the original layer, or some rows of it
     * @param moments of the whole input
     * @param smooth s (K); empty for none
     * @param weights of the original layer, or some rows of it, each K
     */
    public QuantisedLayer run(
            CalibrationInput input,
            InputMoments moments,
            Optional<float[]> smooth,
            float[] weights) {
        List<InputBasis> bases = bases(smooth, moments);
        Candidate best =
                bases.size() == 1
                        ? candidate(bases.getFirst(), input, weights)
                        : bases.stream()
                                .map(basis -> candidate(basis, input, weights))
                                .min(Comparator.comparingDouble(this::price))
                                .orElseThrow();
        return rounded(best, moments, weights);
    }

    /**
     * Finds steps and codes in a given basis.
     *
     * @param input of the original layer, or some rows of it
     * @param weights of the original layer, or some rows of it, each K
     */
    public QuantisedLayer run(InputBasis basis, CalibrationInput input, float[] weights) {
        return rounded(candidate(basis, input, weights), new RowMoments(input), weights);
    }

    /**
     * Rounds a layer's weights by the recipe's rule; basis and steps stay.
     *
     * @param layer whose steps were learned
     * @param input of the original layer
     * @param weights N × K of the original layer
     */
    public QuantisedLayer rounded(QuantisedLayer layer, CalibrationInput input, float[] weights) {
        InputBasis basis = layer.basis();
        return rounded(
                new Candidate(
                        basis,
                        basis.of(input),
                        basis.weights(weights, input.channels()),
                        layer.weights().map(WeightCodes::steps),
                        layer.activations()),
                new RowMoments(input),
                weights);
    }

    private QuantisedLayer rounded(Candidate found, InputMoments moments, float[] weights) {
        Optional<float[]> ofMeans =
                found.basis()
                        .mean()
                        .map(
                                means ->
                                        means.through(
                                                weights,
                                                found.basis().smooth().orElse(new float[] {1})));
        boolean feedsBack =
                recipe.rounding() != RoundingRule.NEAREST && found.weightSteps().isPresent();
        float[] entering = feedsBack ? quantised(found) : new float[0];
        Optional<WeightCodes> codes =
                feedsBack ? Optional.of(fedBack(found, moments, entering)) : nearest(found);
        Optional<float[]> offset =
                feedsBack && recipe.rounding() == RoundingRule.ERROR_FEEDBACK
                        ? Optional.of(meanError(found, entering, codes.orElseThrow()))
                        : Optional.empty();
        return new QuantisedLayer(
                found.input().layer(), bits, found.basis(), codes, found.steps(), ofMeans, offset);
    }

    private List<InputBasis> bases(Optional<float[]> smooth, InputMoments moments) {
        InputBasis plain = InputBasis.smoothed(smooth);
        InputBasis rotated = plain.rotate();
        if (!bits.quantisesWeights()) {
            return List.of(plain);
        }
        return switch (recipe.basis()) {
            case PLAIN -> List.of(plain);
            case ROTATED -> List.of(rotated);
            case ROTATED_WHERE_BETTER -> List.of(plain, rotated);
            case CHOSEN -> List.of(plain, rotated, rotated.less(moments.means(plain, owner)));
            case PRINCIPAL -> List.of(principal(plain, moments));
        };
    }

    private InputBasis principal(InputBasis plain, InputMoments moments) {
        return switch (role) {
            case FOLDABLE -> plain.on(moments.axes(plain, owner)).rotate();
            case OUTPUT -> plain.rotate();
            case OTHER -> plain;
        };
    }

    private Candidate candidate(InputBasis basis, CalibrationInput input, float[] weights) {
        CalibrationInput entering = basis.of(input);
        float[] changed = basis.weights(weights, input.channels());
        return switch (recipe.activations()) {
            case ActivationRule.Clustered(int clusters, boolean coarse) -> {
                KScaledSearch search = new KScaledSearch(clusters, bits, owner);
                KScaledSearch.Found found =
                        coarse
                                ? new CoarseKScaledSearch(search).run(entering, changed)
                                : search.run(entering, changed);
                yield new Candidate(basis, entering, changed, found.weightSteps(), found.steps());
            }
            case ActivationRule.Static _, ActivationRule.Outliers _, ActivationRule.Dynamic _ ->
                    new Candidate(
                            basis,
                            entering,
                            changed,
                            weightSteps(changed, input.channels()),
                            inputSteps(entering));
        };
    }

    private ActivationParameters inputSteps(CalibrationInput entering) {
        return bits.quantisesActivations()
                ? RangeEstimator.activations(
                        recipe.activations(), entering, bits.topActivationCode())
                : new ActivationParameters.None();
    }

    private Optional<float[]> weightSteps(float[] weights, int inputs) {
        return bits.quantisesWeights()
                ? Optional.of(
                        RangeEstimator.weights(
                                recipe.weights(), weights, inputs, bits.topWeightCode()))
                : Optional.empty();
    }

    private Optional<WeightCodes> nearest(Candidate layer) {
        return layer.weightSteps()
                .map(steps -> WeightCodes.nearest(layer.weights(), steps, bits.topWeightCode()));
    }

    private WeightCodes fedBack(Candidate found, InputMoments moments, float[] entering) {
        float[] products = moments.products(found.basis(), found.input(), entering, owner);
        return new Gptq(products, found.input().channels())
                .round(found.weights(), found.weightSteps().orElseThrow(), bits.topWeightCode());
    }

    private float[] quantised(Candidate layer) {
        return layer.input().quantised(layer.steps(), bits.topActivationCode()).values();
    }

    /** A mean costs a table of tokens, so that it has to be clearly better. */
    private double price(Candidate layer) {
        return layer.basis().mean().isPresent() ? error(layer) / WORTH_A_MEAN : error(layer);
    }

    /** Σ |y − ŷ|² of the layer's output, bias apart, with weights rounded to the nearest. */
    private double error(Candidate layer) {
        int inputs = layer.input().channels();
        int rows = layer.input().values().length / inputs;
        int every = Math.ceilDiv(rows, compared);
        float[] exact = rowsOf(layer.input().values(), inputs, every);
        float[] rounded = rowsOf(quantised(layer), inputs, every);
        float[] codes = nearest(layer).map(WeightCodes::values).orElseGet(layer::weights);
        try (NDManager scope = owner.newSubManager()) {
            Shape shape = new Shape(exact.length / inputs, inputs);
            Shape weightShape = new Shape(layer.weights().length / inputs, inputs);
            NDArray y = product(scope, exact, shape, layer.weights(), weightShape);
            NDArray approximate = product(scope, rounded, shape, codes, weightShape);
            return y.sub(approximate).square().sum().getFloat();
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

    /** Mean of W x − Ŵ x̂ over all rows, N. */
    private float[] meanError(Candidate layer, float[] quantised, WeightCodes codes) {
        float[] exact = RowMoments.meanRow(layer.input().values(), codes.inputs());
        float[] rounded = RowMoments.meanRow(quantised, codes.inputs());
        float[] values = codes.values();
        float[] error = new float[codes.outputs()];
        for (int i = 0; i < values.length; i++) {
            int channel = i % codes.inputs();
            error[i / codes.inputs()] +=
                    layer.weights()[i] * exact[channel] - values[i] * rounded[channel];
        }
        return error;
    }
}
