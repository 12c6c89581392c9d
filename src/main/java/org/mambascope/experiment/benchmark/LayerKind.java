package org.mambascope.experiment.benchmark;

/** Part of a forward pass that time is attributed to. */
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
