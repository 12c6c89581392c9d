package org.mambascope.session;

/** Of what the figures are. */
public enum ObservedSource {
    /** What enters the layers. */
    ACTIVATIONS,
    /** The layers' matrices. */
    WEIGHTS,
    /** The inside of the scans: Δ, B, C, state and output. */
    SCANS
}
