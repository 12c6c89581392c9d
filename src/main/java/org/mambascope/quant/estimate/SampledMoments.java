package org.mambascope.quant.estimate;

import ai.djl.ndarray.NDManager;

import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.TokenMeans;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.quant.search.InputMoments;
import org.mambascope.quant.search.RowMoments;
import org.mambascope.tensor.torch.PrincipalAxes;

import java.util.Optional;

/**
 * Sums over the whole input of a layer, for a search that has only some of its rows. Axes and
 * directions of means are those of usual smoothing at any α: how they turn with it hardly matters,
 * and finding them takes long.
 */
final class SampledMoments {
    private final int channels;
    private final float[] usual;
    private final float[] products;
    private final float[] means;
    private Optional<TokenMeans> usualMeans = Optional.empty();
    private Optional<float[]> usualAxes = Optional.empty();
    private Optional<float[]> withoutMeans = Optional.empty();

    /**
     * Of an input.
     *
     * @param usual scales of smoothing with α = 0.5 (K)
     */
    SampledMoments(CalibrationInput all, float[] usual, NDManager owner) {
        this.channels = all.channels();
        this.usual = usual;
        this.means = all.tokenMeans();
        this.products = RowMoments.products(owner, all.values(), channels);
        float rows = (float) all.values().length / channels;
        for (int i = 0; i < products.length; i++) {
            products[i] /= rows;
        }
    }

    /** For a search that has the rows of some token positions. */
    InputMoments at(int[] tokens) {
        return new InputMoments() {
            @Override
            public TokenMeans means(InputBasis plain, NDManager owner) {
                return SampledMoments.this.means(plain, tokens, owner);
            }

            @Override
            public float[] axes(InputBasis plain, NDManager owner) {
                return SampledMoments.this.axes(owner);
            }

            @Override
            public float[] products(
                    InputBasis basis, CalibrationInput exact, float[] rounded, NDManager owner) {
                return SampledMoments.this.products(basis, exact, rounded, owner);
            }
        };
    }

    private TokenMeans means(InputBasis plain, int[] tokens, NDManager owner) {
        TokenMeans all = means(owner);
        float[] shares = new float[tokens.length * all.rank()];
        for (int i = 0; i < tokens.length; i++) {
            System.arraycopy(
                    all.shares(), tokens[i] * all.rank(), shares, i * all.rank(), all.rank());
        }
        float[] directions = all.directions().clone();
        for (int i = 0; i < directions.length; i++) {
            int channel = i % channels;
            directions[i] *= usual[channel];
            if (plain.smooth().isPresent()) {
                directions[i] /= plain.smooth().get()[channel];
            }
        }
        return new TokenMeans(all.rank(), shares, directions);
    }

    /** Of all token positions, with usual smoothing. */
    private synchronized TokenMeans means(NDManager owner) {
        if (usualMeans.isEmpty()) {
            float[] smoothed = means.clone();
            for (int i = 0; i < smoothed.length; i++) {
                smoothed[i] /= usual[i % channels];
            }
            usualMeans = Optional.of(TokenMeans.of(owner, smoothed, channels));
        }
        return usualMeans.get();
    }

    private synchronized float[] axes(NDManager owner) {
        if (usualAxes.isEmpty()) {
            float[] row = RowMoments.meanRow(means, channels);
            float[] covariance = products.clone();
            for (int i = 0; i < covariance.length; i++) {
                int column = i % channels;
                int at = i / channels;
                covariance[i] -= row[at] * row[column];
                covariance[i] /= usual[at] * usual[column];
            }
            usualAxes = Optional.of(PrincipalAxes.of(owner, covariance, channels));
        }
        return usualAxes.get();
    }

    /** Those of the whole input, and the rounding errors that the sample has. */
    private float[] products(
            InputBasis basis, CalibrationInput exact, float[] rounded, NDManager owner) {
        float[] plain = basis.mean().isPresent() ? centred(owner) : products;
        float[] sums = basis.products(plain, channels);
        float[] values = exact.values();
        float[] errors = new float[channels];
        for (int row = 0; row < rounded.length; row += channels) {
            for (int i = 0; i < channels; i++) {
                float error = rounded[row + i] - values[row + i];
                errors[i] += error * error;
            }
        }
        for (int i = 0; i < channels; i++) {
            sums[i * channels + i] += errors[i] * channels / rounded.length;
        }
        return sums;
    }

    /** Σ x xᵀ of the input without the means of its token positions. */
    private synchronized float[] centred(NDManager owner) {
        if (withoutMeans.isPresent()) {
            return withoutMeans.get();
        }
        float[] table = means(owner).table();
        for (int i = 0; i < table.length; i++) {
            table[i] *= usual[i % channels];
        }
        float[] ofMeans = RowMoments.products(owner, table, channels);
        int positions = table.length / channels;
        float[] centred = products.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= ofMeans[i] / positions;
        }
        withoutMeans = Optional.of(centred);
        return centred;
    }
}
