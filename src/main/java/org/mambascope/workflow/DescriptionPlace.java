package org.mambascope.workflow;

/** Where what the user says of a model is kept. */
public enum DescriptionPlace {
    /** In this program's own folder: the model's folder stays as it is. */
    IN_PROGRAM,
    /** In the JSON beside the weights, where every program finds it. */
    BESIDE_WEIGHTS
}
