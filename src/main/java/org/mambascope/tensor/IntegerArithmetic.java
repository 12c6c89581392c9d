package org.mambascope.tensor;

/** How a linear layer multiplies codes; results agree up to the rounding of 32-bit floats. */
public enum IntegerArithmetic {
    /** Products of whole numbers, added exactly. */
    INTEGER,

    /** The same whole numbers as 32-bit floats: quantisation simulated. */
    FLOATING
}
