package org.mambascope.model.vim;

/** In which directions a mixer scans; the constructor's {@code bimamba_type}. */
public enum Directions {
    /** Forward only ({@code none}). */
    FORWARD,
    /** Both, with a decay of its own for the way back and everything else shared ({@code v1}). */
    SHARED,
    /** Both, each with its own convolution and projections ({@code v2}, as published). */
    SEPARATE
}
