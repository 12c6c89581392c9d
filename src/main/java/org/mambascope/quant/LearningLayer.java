package org.mambascope.quant;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearLayer;

import java.util.Map;

/** A layer that is being learned, through which gradients flow. */
interface LearningLayer extends LinearLayer {
    /** What the optimiser is to change, by layer and name. */
    Map<String, NDArray> parameters();

    /**
     * The learning rate of a parameter.
     *
     * @param parameter its name
     */
    double rate(String parameter, LearningSetting setting);

    /** The layer with what was learned so far. */
    QuantisedLayer result();
}
