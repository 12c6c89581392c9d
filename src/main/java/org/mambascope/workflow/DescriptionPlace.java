package org.mambascope.workflow;

/** Place where the user's description of a model is kept. */
public enum DescriptionPlace {
    /** In this program's own folder: the model's folder stays as it is. */
    IN_PROGRAM,
    /** In the JSON next to the weights, where every program finds it. */
    BESIDE_WEIGHTS
}
