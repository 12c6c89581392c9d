package org.mambascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.base.Problem;
import org.mambascope.model.VisualMamba;
import org.mambascope.tensor.gradient.AdamW;
import org.mambascope.tensor.gradient.DifferentiableKernels;
import org.mambascope.tensor.gradient.GradientTape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model with its optimiser and, if the plan wants one, the running average of its weights. */
final class TrainableModel {
    private final TrainingPlan plan;
    private final VisualMamba network;
    private final DifferentiableKernels kernels;
    private final AdamW optimiser;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();

    /** Result of a step before it changed the weights, means over its images. */
    record StepResult(double loss, Map<String, Double> figures) {}

    TrainableModel(TrainingPlan plan, VisualMamba network, DifferentiableKernels kernels) {
        this.plan = plan;
        this.network = network;
        this.kernels = kernels;
        if (plan.averaging().isPresent()) {
            network.parameters()
                    .forEach((name, parameter) -> averages.put(name, parameter.duplicate()));
        }
        Map<String, NDArray> leaves = network.leaves();
        optimiser =
                new AdamW(
                        kernels,
                        leaves,
                        name -> treatment(name, leaves.get(name)),
                        plan.optimisation().longestGradient());
    }

    private AdamW.Treatment treatment(String name, NDArray parameter) {
        boolean decays = OptimiserSettings.decays(name, parameter.getShape().dimension());
        return new AdamW.Treatment(decays ? plan.optimisation().weightDecay() : 0, 1);
    }

    /**
     * Learns from a batch.
     *
     * @param step counted from 1
     * @throws Problem if the loss or its gradients are no longer numbers; nothing is changed then
     */
    StepResult step(LearningBatch batch, long step, double rate) {
        return batch.size() == 0
                ? new StepResult(0, Map.of())
                : kernels.learning(() -> learned(batch, step, rate));
    }

    private StepResult learned(LearningBatch batch, long step, double rate) {
        Map<String, Double> figures;
        double loss;
        try (NDManager scope = network.manager().newSubManager();
                GradientTape tape = kernels.newTape()) {
            LearningBatch.Loss computed = batch.loss(network, scope);
            figures = computed.figures();
            loss = computed.value().getFloat();
            if (!Double.isFinite(loss)) {
                throw new Problem(
                        "The loss is no longer a number at step %d: train with a lower rate or a longer warm-up."
                                .formatted(step));
            }
            tape.backward(computed.value());
        }
        if (!Double.isFinite(optimiser.step(step, rate))) {
            throw new Problem(
                    "The gradients are no longer numbers at step %d: train with a lower rate or a longer warm-up."
                            .formatted(step));
        }
        if (plan.averaging().isPresent()) {
            double past = Math.min(plan.averaging().getAsDouble(), (1.0 + step) / (10.0 + step));
            kernels.move(
                    List.copyOf(averages.values()),
                    List.copyOf(network.parameters().values()),
                    1 - past);
        }
        return new StepResult(loss, figures);
    }

    /** The weights of the model so far, the average if there is one, and its tables. */
    Map<String, NDArray> weights() {
        Map<String, NDArray> weights =
                new LinkedHashMap<>(averages.isEmpty() ? network.parameters() : averages);
        weights.putAll(network.tables());
        return weights;
    }

    /** Everything that learning changes, by name. */
    Map<String, NDArray> state() {
        Map<String, NDArray> state = new LinkedHashMap<>();
        network.parameters().forEach((name, tensor) -> state.put("weight." + name, tensor));
        averages.forEach((name, tensor) -> state.put("average." + name, tensor));
        state.putAll(optimiser.moments());
        return state;
    }

    /** Sets a tensor of the state. */
    void restore(NDArray tensor, float[] values) {
        try (NDManager scope = network.manager().newSubManager()) {
            NDArray source = scope.create(values, tensor.getShape());
            kernels.move(List.of(tensor), List.of(source), 1);
        }
    }
}
