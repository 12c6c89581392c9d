package org.mambascope.model.architecture;

import org.mambascope.model.initial.InitialWeights;

import java.util.Map;

/** Configuration that a new model is built from. */
public interface ModelConfiguration {
    /** The backbone as a description names it: {@code vim}, {@code localvim}, … */
    String architecture();

    /** Arguments of the original constructor, as the description of the weights holds them. */
    Map<String, Object> arguments();

    /** Its tensors before training, by the rules of the original code. */
    InitialWeights initialWeights();
}
