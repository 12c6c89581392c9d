package org.mambascope.model.architecture;

import org.mambascope.model.initial.InitialWeights;

import java.util.Map;

/** What a model is built from, for those who make a new one. */
public interface ModelConfiguration {
    /** The backbone as a description names it: {@code vim}, {@code localvim}, … */
    String architecture();

    /** Arguments of the original constructor, as the description beside the weights holds them. */
    Map<String, Object> arguments();

    /** What its tensors are before training, by the rules of the original code. */
    InitialWeights initialWeights();
}
