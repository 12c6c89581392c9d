package org.mambascope.session;

/** Of what the figures are. */
public enum ObservedSource {
    /** Inputs of the layers. */
    ACTIVATIONS,
    /** The layers' matrices. */
    WEIGHTS,
    /** The inside of the scans: Δ, B, C, state and output. */
    SCANS
}
