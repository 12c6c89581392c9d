package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.ClassifierHead;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.token.TokenStream;

/**
 * Normalises tokens, averages them and classifies the average.
 *
 * @param last stage, which the tokens leave
 * @param norm of the tokens
 * @param head from the average to logits
 */
record Classifier(Stage last, Norm norm, FloatingLinear head) implements ClassifierHead {
    /** Input of the head, (images, E). */
    static final String INPUT = "classifier.head.input";

    @Override
    public NDArray classify(TokenStream stream, Probe probe) {
        NDManager owner = stream.hidden().getManager();
        try (NDManager scope = owner.newSubManager()) {
            stream.tempAttach(scope);
            NDArray tokens = last.leave(stream.hidden(), probe);
            NDArray average = norm.apply(tokens).mean(new int[] {1});
            probe.offer(INPUT, average);
            NDArray logits = head.apply(average);
            logits.attach(owner);
            return logits;
        }
    }
}
