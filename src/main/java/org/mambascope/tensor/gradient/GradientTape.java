package org.mambascope.tensor.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

import org.mambascope.tensor.device.LibraryState;
import org.mambascope.tensor.torch.TorchScriptModule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Joins computations in Java to libtorch's autograd. While a tape is open, libtorch keeps graphs
 * for the tensors that require gradients; what Java computes from them enters as a new leaf of the
 * graph, and the tape remembers how to get from that leaf's gradient to its inputs'. {@link
 * #backward} runs libtorch's graph from the loss to the leaves, then what was recorded in reverse
 * order, each time handing the gradients of the inputs to the piece of graph before. Gradients of
 * the parameters add up as usual. To be used and closed by one thread.
 */
public final class GradientTape implements AutoCloseable {
    /** Finds gradients. */
    @FunctionalInterface
    public interface Backward {
        /**
         * Gradients of the inputs, in their order.
         *
         * @param output gradient of the output
         * @param inputs as they were recorded; memory that Java saw before may be gone
         */
        List<NDArray> gradients(NDArray output, List<NDArray> inputs);
    }

    private record Step(NDManager scope, NDArray leaf, List<NDArray> inputs, Backward backward) {}

    private final NDManager manager;
    private final TorchScriptModule script;
    private final Runnable onClose;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final LibraryState before = LibraryState.here();

    GradientTape(NDManager parent, TorchScriptModule script, Runnable onClose) {
        manager = parent.newSubManager();
        this.script = script;
        this.onClose = onClose;
        LibraryState.RECORDING.enter();
    }

    /**
     * Divides the graph at a tensor: everything after it is differentiated first and all together,
     * so that the piece before is run through once, however often its result was used.
     *
     * @return the same values for the computations that follow, owned as {@code x}; {@code x}
     *     itself if nothing before it requires gradients
     */
    public NDArray cut(NDArray x) {
        return wantGradients(List.of(x))
                ? record(x.stopGradient(), List.of(x), (gradient, _) -> List.of(gradient))
                : x;
    }

    /**
     * A copy of a parameter for the computations that follow: however often they read it, its
     * gradient is added once, so that where two tapes add to the same parameter the order does not
     * matter.
     *
     * @return the same values, owned by the tape
     */
    NDArray own(NDArray parameter) {
        NDArray own = parameter.stopGradient();
        own.attach(manager);
        return record(own, List.of(parameter), (gradient, _) -> List.of(gradient));
    }

    /**
     * Records what Java computed.
     *
     * @param y the result, outside of libtorch's graph
     * @param backward called at most once
     * @return {@code y}, now a leaf of the graph if any input requires gradients
     */
    NDArray record(NDArray y, List<NDArray> inputs, Backward backward) {
        if (!wantGradients(inputs)) {
            return y;
        }
        y.setRequiresGradient(true);
        NDManager scope = manager.newSubManager();
        steps.push(
                new Step(
                        scope,
                        held(y, scope),
                        inputs.stream().map(x -> held(x, scope)).toList(),
                        backward));
        return y;
    }

    /** Adds a loss's gradients to those of everything that it depends on, and forgets all steps. */
    public void backward(NDArray loss) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray one = loss.onesLike();
            one.attach(scope);
            script.callInGraph(scope, "backward", List.of(loss), List.of(one));
        }
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try (NDManager scope = step.scope()) {
                PtNDArray gradient = JniUtils.getGradient((PtNDArray) step.leaf());
                if (gradient != null) {
                    List<NDArray> gradients = step.backward().gradients(gradient, step.inputs());
                    script.callInGraph(scope, "backward", step.inputs(), gradients);
                }
            }
        }
    }

    private NDArray held(NDArray x, NDManager scope) {
        return script.callInGraph(scope, "same", x);
    }

    private boolean wantGradients(List<NDArray> tensors) {
        return script.test("require_gradients", tensors);
    }

    @Override
    public void close() {
        before.enter();
        steps.clear();
        manager.close();
        onClose.run();
    }
}
