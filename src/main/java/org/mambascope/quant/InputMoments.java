package org.mambascope.quant;

import ai.djl.ndarray.NDManager;

/** Sums over everything that enters a layer, which a search needs beside the rows it rounds. */
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
    float[] products(InputBasis basis, LayerInput exact, float[] rounded, NDManager owner);
}
