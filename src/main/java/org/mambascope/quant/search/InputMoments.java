package org.mambascope.quant.search;

import ai.djl.ndarray.NDManager;

import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.TokenMeans;
import org.mambascope.quant.range.CalibrationInput;

/** Sums over all inputs of a layer, which a search needs in addition to the rows it rounds. */
public interface InputMoments {
    /** Means of the rows' token positions in a basis that smooths at most. */
    TokenMeans means(InputBasis plain, NDManager owner);

    /** Principal axes in a basis that smooths at most, K × K, an axis a column. */
    float[] axes(InputBasis plain, NDManager owner);

    /**
     * Σ x̂ x̂ᵀ of the rounded input, K × K, up to a factor.
     *
     * @param exact rows in that basis
     * @param rounded the same rows, rounded
     */
    float[] products(InputBasis basis, CalibrationInput exact, float[] rounded, NDManager owner);
}
