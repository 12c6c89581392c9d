package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;
import org.mambascope.tensor.Kernels;

/** Normalises tokens, averages them and classifies the average. */
record Classifier(Norm norm, FloatingLinear head) {
    /** Input of the head, (images, E). */
    static final String INPUT = "classifier.head.input";

    /** Kernels that it computes with. */
    Kernels kernels() {
        return head.kernels();
    }

    /** From (images, tokens, E) to (images, classes). */
    NDArray apply(NDArray tokens, Probe probe) {
        NDArray average = norm.apply(tokens).mean(new int[] {1});
        probe.offer(INPUT, average);
        return head.apply(average);
    }
}
