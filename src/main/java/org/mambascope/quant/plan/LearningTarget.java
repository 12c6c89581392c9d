package org.mambascope.quant.plan;

/** Parameters that are learned block by block after the search. */
public enum LearningTarget {
    /** Nothing. */
    NONE,
    /** Smoothing scales and step sizes together: JLSS. */
    SCALES_AND_STEPS,
    /** Both ends of every token's range, weight steps and biases; codes and basis stay. */
    RANGES
}
