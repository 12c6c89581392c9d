package org.mambascope.model.vmamba;

/** Reduction of tokens between two stages; the constructor's {@code downsample_version}. */
public enum DownsamplingVersion {
    /** Four neighbours side by side in the channels, normalised and projected ({@code v1}). */
    MERGING("v1"),
    /** A convolution of 2 × 2 with stride 2 ({@code v2}). */
    STRIDED("v2"),
    /** A convolution of 3 × 3 with stride 2 ({@code v3}). */
    OVERLAPPING("v3");

    private final String argument;

    DownsamplingVersion(String argument) {
        this.argument = argument;
    }

    /** The constructor's word for it. */
    String argument() {
        return argument;
    }

    /** The grid of the next stage. */
    Grid apply(Grid grid) {
        return switch (this) {
            case MERGING -> grid.merged();
            case STRIDED -> grid.convolved(2, 2, 0);
            case OVERLAPPING -> grid.convolved(3, 2, 1);
        };
    }
}
