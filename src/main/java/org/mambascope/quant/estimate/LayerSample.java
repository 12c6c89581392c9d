package org.mambascope.quant.estimate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.LayerSite;
import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.Smoothing;
import org.mambascope.quant.layer.WeightCodes;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.quant.search.InputMoments;
import org.mambascope.quant.search.LayerQuantiser;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A small part of what enters a layer and of its weights, on which a method's own search and
 * rounding are tried: a few token positions of some images, and a few output channels, spread
 * evenly over their energies; of everything else the channels' maxima, the means of token positions
 * and Σ x xᵀ.
 */
public final class LayerSample {
    private static final int COMPARED_ROWS = 192;

    private final LayerSite site;
    private final int[] tokens;
    private final CalibrationInput calibrating;
    private final CalibrationInput withOutermost;
    private final Judged heldOut;
    private final Judged everything;
    private final float[] maxima;
    private final float[] weights;
    private final float[] largestWeights;
    private final InputMoments moments;
    private final Optional<LayerSample> smaller;

    /**
     * Takes a sample.
     *
     * @param all inputs of the layer
     * @param matrix the layer's weights, N × K
     * @param owner of temporary tensors
     */
    public LayerSample(LayerSite site, CalibrationInput all, float[] matrix, NDManager owner) {
        float[] ofInput = all.channelMaxima();
        float[] ofWeights =
                new CalibrationInput(site.name(), 1, all.channels(), matrix).channelMaxima();
        float[] usual = new Smoothing(Smoothing.USUAL_ALPHA).scales(ofInput, ofWeights);
        SampledMoments sums = new SampledMoments(all, usual, owner);
        this(site, all, matrix, SampleSize.WHOLE, ofInput, ofWeights, sums, owner);
    }

    private LayerSample(
            LayerSite site,
            CalibrationInput all,
            float[] matrix,
            SampleSize size,
            float[] maxima,
            float[] largestWeights,
            SampledMoments sums,
            NDManager owner) {
        this.site = site;
        this.maxima = maxima;
        this.largestWeights = largestWeights;
        int channels = all.channels();
        tokens = spread(energies(all.values(), all.perToken()), size.tokens(all.perToken()));
        Arrays.sort(tokens);
        HoldOut images = new HoldOut(all.perToken() / channels);
        calibrating = images.calibrating(all, tokens);
        withOutermost =
                with(
                        calibrating,
                        Outermost.of(
                                all,
                                scales(Smoothing.USUAL_ALPHA),
                                calibrating.perToken() / channels));
        int[] outputs = spread(energies(matrix, channels), size.outputs(channels));
        weights = new float[outputs.length * channels];
        for (int i = 0; i < outputs.length; i++) {
            System.arraycopy(matrix, outputs[i] * channels, weights, i * channels, channels);
        }
        heldOut = judged(images.heldOut(all, tokens), owner);
        everything = judged(images.all(all, tokens), owner);
        moments = sums.at(tokens);
        smaller =
                size.equals(SampleSize.WHOLE)
                        ? Optional.of(
                                new LayerSample(
                                        site,
                                        all,
                                        matrix,
                                        SampleSize.SMALL,
                                        maxima,
                                        largestWeights,
                                        sums,
                                        owner))
                        : Optional.empty();
    }

    /** A part of it, for answers that come at once and are rough. */
    LayerSample smaller() {
        return smaller.orElse(this);
    }

    /** The layer. */
    public LayerSite site() {
        return site;
    }

    /**
     * Estimates a method's effect on the layer, without learning.
     *
     * @param owner of temporary tensors
     */
    public LayerEstimate estimate(Recipe recipe, LayerBits bits, NDManager owner) {
        LayerQuantiser search =
                new LayerQuantiser(recipe.coarser(), bits, site.role(), COMPARED_ROWS, owner);
        return estimate(
                search.run(searched(recipe), moments, smooth(recipe), weights),
                hasOneRange(recipe) ? everything : heldOut,
                owner);
    }

    /**
     * Estimates the effect of rounding in a basis, with a step size per token as PTS finds it.
     *
     * @param smooth σ (K); empty for none
     * @param centred whether each token position's mean is taken off
     * @param owner of temporary tensors
     */
    public LayerEstimate estimate(
            Optional<float[]> smooth,
            boolean centred,
            boolean rotated,
            LayerBits bits,
            NDManager owner) {
        InputBasis plain = InputBasis.smoothed(smooth);
        InputBasis less = centred ? plain.less(moments.means(plain, owner)) : plain;
        InputBasis basis = rotated ? less.rotate() : less;
        LayerQuantiser search =
                new LayerQuantiser(
                        Method.PTS.recipe().coarser(), bits, site.role(), COMPARED_ROWS, owner);
        return estimate(search.run(basis, calibrating, weights), heldOut, owner);
    }

    /** Input of the layer as a method rounds it. */
    public RoundedInput rounded(Recipe recipe, LayerBits bits, NDManager owner) {
        LayerQuantiser search =
                new LayerQuantiser(recipe.coarser(), bits, site.role(), COMPARED_ROWS, owner);
        QuantisedLayer layer = search.run(searched(recipe), moments, smooth(recipe), weights);
        return RoundedInput.of(
                site, layer.basis().of(calibrating), layer.activations(), bits.topActivationCode());
    }

    /** σ of a share of smoothing, 0 … 1. */
    public float[] scales(double alpha) {
        return new Smoothing(alpha).scales(maxima, largestWeights);
    }

    private LayerEstimate estimate(QuantisedLayer layer, Judged judged, NDManager owner) {
        CalibrationInput input = layer.basis().of(judged.input());
        float[] exact = judged.output();
        float[] entering =
                input.quantised(layer.activations(), layer.bits().topActivationCode()).values();
        float[] matrix = layer.basis().weights(weights, input.channels());
        float[] codes = layer.weights().map(WeightCodes::values).orElse(matrix);
        float[] output = product(entering, codes, owner);
        layer.added().ifPresent(added -> add(added, output));
        double[] ratios = new double[tokens.length];
        int perToken = exact.length / tokens.length;
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = decibels(exact, output, i * perToken, (i + 1) * perToken);
        }
        return new LayerEstimate(
                decibels(exact, output, 0, exact.length),
                decibels(input.values(), entering, 0, entering.length),
                decibels(matrix, codes, 0, codes.length),
                zeros(entering),
                layer.activations(),
                tokens,
                ratios);
    }

    private static double decibels(float[] exact, float[] rounded, int from, int to) {
        double signal = 0;
        double noise = 0;
        for (int i = from; i < to; i++) {
            double error = rounded[i] - exact[i];
            signal += (double) exact[i] * exact[i];
            noise += error * error;
        }
        return LayerEstimate.decibels(signal, noise);
    }

    private static double zeros(float[] values) {
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return (double) zeros / values.length;
    }

    private Optional<float[]> smooth(Recipe recipe) {
        return recipe.smoothing().isPresent()
                ? Optional.of(scales(recipe.smoothing().getAsDouble()))
                : Optional.empty();
    }

    /** One range for all values has to reach the outermost, which are hardly in a sample. */
    private CalibrationInput searched(Recipe recipe) {
        return hasOneRange(recipe) ? withOutermost : calibrating;
    }

    /** Such a range is of so many values that it need not be held to others. */
    private static boolean hasOneRange(Recipe recipe) {
        return !recipe.activations().hasStepsOfTokens();
    }

    private Judged judged(CalibrationInput input, NDManager owner) {
        return new Judged(input, product(input.values(), weights, owner));
    }

    /**
     * Rows on which a method is judged.
     *
     * @param output of the layer for them
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Judged(CalibrationInput input, float[] output) {}

    /** Adds a row to all rows, or a row of each token position to its rows. */
    private void add(float[] added, float[] output) {
        int outputs = weights.length / site.inputChannels();
        int perToken = output.length / tokens.length;
        int stride = added.length == outputs ? 0 : outputs;
        for (int i = 0; i < output.length; i++) {
            output[i] += added[i / perToken * stride + i % outputs];
        }
    }

    private float[] product(float[] from, float[] by, NDManager owner) {
        int channels = site.inputChannels();
        try (NDManager scope = owner.newSubManager()) {
            NDArray x = scope.create(from, new Shape(from.length / channels, channels));
            NDArray w = scope.create(by, new Shape(by.length / channels, channels));
            return x.matMul(w.transpose()).toFloatArray();
        }
    }

    private static double[] energies(float[] values, int perPlace) {
        double[] energies = new double[values.length / perPlace];
        for (int i = 0; i < values.length; i++) {
            energies[i / perPlace] += (double) values[i] * values[i];
        }
        return energies;
    }

    /** So many places, each from the middle of an equal share of all in order of energy. */
    private static int[] spread(double[] energies, int most) {
        int count = Math.min(most, energies.length);
        int[] sorted =
                IntStream.range(0, energies.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> energies[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        return IntStream.range(0, count)
                .map(i -> sorted[(int) ((i + 0.5) * sorted.length / count)])
                .toArray();
    }

    private static CalibrationInput with(CalibrationInput rows, float[] position) {
        float[] more = Arrays.copyOf(rows.values(), rows.values().length + position.length);
        System.arraycopy(position, 0, more, rows.values().length, position.length);
        return new CalibrationInput(rows.layer(), rows.tokens() + 1, rows.channels(), more);
    }
}
