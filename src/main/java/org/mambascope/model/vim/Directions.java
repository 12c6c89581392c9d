package org.mambascope.model.vim;

/** In which directions a mixer scans; the constructor's {@code bimamba_type}. */
public enum Directions {
    /** Forward only ({@code none}). */
    FORWARD("none"),
    /** Both, with a decay of its own for the way back and everything else shared ({@code v1}). */
    SHARED("v1"),
    /** Both, each with its own convolution and projections ({@code v2}, as published). */
    SEPARATE("v2");

    private final String argument;

    Directions(String argument) {
        this.argument = argument;
    }

    /** The constructor's word for it. */
    String argument() {
        return argument;
    }
}
