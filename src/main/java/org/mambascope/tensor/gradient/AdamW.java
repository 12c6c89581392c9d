package org.mambascope.tensor.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.torch.TorchScriptModule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), with the length of all gradients
 * together limited. Parameters that do not decay, such as biases, form a group of their own.
 */
public final class AdamW implements AutoCloseable {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    /**
     * Learning rate and weight decay of a group of parameters.
     *
     * @param decay share of it that a step at rate 1 takes off
     * @param rate factor of the learning rate
     */
    public record Treatment(double decay, double rate) {}

    private record Group(List<NDArray> parameters, List<NDArray> means, List<NDArray> squares) {
        Group() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final NDManager manager;
    private final TorchScriptModule script;
    private final double longest;
    private final Map<Treatment, Group> groups = new LinkedHashMap<>();
    private final Map<String, NDArray> moments = new LinkedHashMap<>();

    /**
     * An optimiser; from now on the parameters require gradients.
     *
     * @param kernels the moments are owned by a part of its manager
     * @param parameters by name
     * @param treatment of the parameter of a name
     * @param longest to which the gradients are scaled down
     */
    public AdamW(
            DifferentiableKernels kernels,
            Map<String, NDArray> parameters,
            Function<String, Treatment> treatment,
            double longest) {
        manager = kernels.manager().newSubManager();
        script = kernels.script();
        this.longest = longest;
        parameters.forEach(
                (name, parameter) ->
                        add(
                                groups.computeIfAbsent(treatment.apply(name), key -> new Group()),
                                name,
                                parameter));
    }

    private void add(Group group, String name, NDArray parameter) {
        parameter.setRequiresGradient(true);
        NDArray mean = manager.zeros(parameter.getShape());
        NDArray square = manager.zeros(parameter.getShape());
        group.parameters().add(parameter);
        group.means().add(mean);
        group.squares().add(square);
        moments.put("mean." + name, mean);
        moments.put("square." + name, square);
    }

    /** The running means of gradients and of their squares, by name. */
    public Map<String, NDArray> moments() {
        return Map.copyOf(moments);
    }

    /**
     * Changes the parameters by their gradients, and sets these to zero. Where these are not
     * numbers the parameters stay.
     *
     * @param step counted from 1
     * @return length of the gradients before they were scaled down; NaN or infinite if they are not
     *     numbers
     */
    public double step(long step, double rate) {
        try (NDManager scope = manager.newSubManager()) {
            Map<Treatment, List<NDArray>> gradients = new LinkedHashMap<>();
            groups.forEach(
                    (treatment, group) ->
                            gradients.put(
                                    treatment,
                                    group.parameters().stream()
                                            .map(NDArray::getGradient)
                                            .toList()));
            List<NDArray> all = gradients.values().stream().flatMap(List::stream).toList();
            all.forEach(gradient -> gradient.attach(scope));
            double length = script.call(scope, "clip", all, longest).getFloat();
            if (!Double.isFinite(length)) {
                return length;
            }
            groups.forEach(
                    (treatment, group) ->
                            script.call(
                                    scope,
                                    "adamw",
                                    group.parameters(),
                                    gradients.get(treatment),
                                    group.means(),
                                    group.squares(),
                                    rate * treatment.rate(),
                                    treatment.decay(),
                                    BETA_1,
                                    BETA_2,
                                    1 - Math.pow(BETA_1, (double) step),
                                    1 - Math.pow(BETA_2, (double) step),
                                    EPSILON));
            return length;
        }
    }

    /** Frees the moments; the parameters stay as they are. */
    @Override
    public void close() {
        manager.close();
    }
}
