package org.mambascope.quant.learning;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearLayer;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.LearningSetting;

import java.util.Map;

/** A layer that is being learned, through which gradients flow. */
public interface TrainableLinear extends LinearLayer {
    /** Parameters for the optimiser, by layer and name. */
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
