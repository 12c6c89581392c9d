package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.token.TokenStream;
import org.mambascope.tensor.Kernels;

import java.util.Optional;

/** A block of a Vim: add, normalise, mix ({@code Block.forward} of the original). */
record MambaBlock(Kernels kernels, Norm norm, MambaMixer mixer) {
    /** The mixer's output, and the sum that it read before normalisation. */
    TokenStream apply(TokenStream in, Probe probe) {
        NDArray residual = kernels.boundary(in.sum());
        return new TokenStream(mixer.apply(norm.apply(residual), probe), Optional.of(residual));
    }
}
