package org.mambascope.experiment.benchmark;

/** What a forward pass spends time on. */
public enum LayerKind {
    /** Linear layers. */
    GEMM,
    /** Selective scans, with softplus, skip and gate. */
    SCAN,
    /** Depth-wise convolutions, with their activation. */
    CONV,
    /** Normalisations. */
    NORM,
    /** Everything else: embedding, activations, sums, head, and what it costs to call all these. */
    OTHER
}
