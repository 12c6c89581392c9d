package org.mambascope.quant.estimate;

import ai.djl.ndarray.NDManager;

import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.quant.search.RowMoments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Input of one layer in every basis that methods choose from, and the SQNR of each basis: that of
 * {@link LayerSample}, with a step size per token as PTS finds it.
 *
 * @param site the layer
 * @param images number of images
 * @param values input of the layer, row-major (images, tokens, K); not copied, not to be changed
 * @param weights of the layer, N × K
 */
public record BasisComparison(LayerSite site, int images, float[] values, float[] weights) {
    /** A basis of a layer's input. */
    public enum Basis {
        /** As it comes. */
        AS_IS,
        /** Each channel divided by its smoothing scale σ. */
        SMOOTHED,
        /** Smoothed, then rotated by a Hadamard matrix. */
        ROTATED,
        /** Smoothed, each token position's mean taken off, then rotated. */
        CENTRED
    }

    /**
     * The input in one basis.
     *
     * @param input its statistics
     * @param decibels signal over noise of the layer's output, rounded in this basis
     */
    public record Finding(Basis basis, PointStatistics input, double decibels) {}

    /**
     * Looks at all bases.
     *
     * @param smooth σ (K); empty for that of {@code alpha}
     * @param alpha 0 … 1, how much smoothing moves into the weights
     * @param owner of tensors while it works
     * @return one finding for each basis, in their order
     */
    public List<Finding> run(
            LayerBits bits, Optional<float[]> smooth, double alpha, NDManager owner) {
        CalibrationInput input =
                new CalibrationInput(
                                site.name(),
                                site.order().length(),
                                site.inputChannels(),
                                swapped(values, images, site.order().length()))
                        .requireFinite();
        LayerSample sample = new LayerSample(site, input, weights, owner);
        float[] scales = smooth.orElseGet(() -> sample.scales(alpha));
        List<Finding> findings = new ArrayList<>();
        for (Basis basis : Basis.values()) {
            boolean centred = basis == Basis.CENTRED;
            boolean rotated = basis == Basis.ROTATED || centred;
            Optional<float[]> used = basis == Basis.AS_IS ? Optional.empty() : Optional.of(scales);
            InputBasis plain = InputBasis.smoothed(used);
            InputBasis less =
                    centred ? plain.less(new RowMoments(input).means(plain, owner)) : plain;
            findings.add(
                    new Finding(
                            basis,
                            statistics((rotated ? less.rotate() : less).of(input)),
                            sample.estimate(used, centred, rotated, bits, owner).output()));
        }
        return findings;
    }

    private PointStatistics statistics(CalibrationInput changed) {
        PointAccumulator accumulator = new PointAccumulator(site.input());
        accumulator.add(swapped(changed.values(), changed.tokens(), images));
        return accumulator.finish();
    }

    /** (rows, columns, K) as (columns, rows, K). */
    private float[] swapped(float[] from, int rows, int columns) {
        int channels = site.inputChannels();
        float[] to = new float[from.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                System.arraycopy(
                        from,
                        (row * columns + column) * channels,
                        to,
                        (column * rows + row) * channels,
                        channels);
            }
        }
        return to;
    }
}
