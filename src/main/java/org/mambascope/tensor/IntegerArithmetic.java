package org.mambascope.tensor;

/** Arithmetic in which a linear layer multiplies codes; results agree up to 32-bit rounding. */
public enum IntegerArithmetic {
    /** Products of whole numbers, added exactly. */
    INTEGER,

    /** Products of the same whole numbers as 32-bit floats: quantisation is simulated. */
    FLOATING
}
