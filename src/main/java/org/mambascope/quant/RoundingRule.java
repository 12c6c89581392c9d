package org.mambascope.quant;

/** How weights become codes. */
public enum RoundingRule {
    /** To the nearest. */
    NEAREST,
    /** By {@link Gptq}, on quantised inputs, with the mean error added to the bias. */
    ERROR_FEEDBACK
}
