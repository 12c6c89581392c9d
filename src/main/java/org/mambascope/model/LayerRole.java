package org.mambascope.model;

/** The place of a linear layer in its block, which tells what can be folded into its neighbours. */
public enum LayerRole {
    /** Reads a norm or another projection, whose weights can take in a change of basis. */
    FOLDABLE,
    /** Writes what its block adds to the stream; a rotation alone can be folded in before it. */
    OUTPUT,
    /** Any other: nothing can be folded in before it. */
    OTHER
}
