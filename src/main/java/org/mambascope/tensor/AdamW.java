package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), with the length of all gradients
 * together limited. Parameters that do not decay, such as biases, form a group of their own.
 */
public final class AdamW {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private record Group(
            double decay, List<NDArray> parameters, List<NDArray> means, List<NDArray> squares) {
        Group(double decay) {
            this(decay, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private final NDManager manager;
    private final ScriptModule script;
    private final double longest;
    private final List<Group> groups;
    private final Map<String, NDArray> moments = new LinkedHashMap<>();

    /**
     * An optimiser; from now on the parameters require gradients.
     *
     * @param kernels its manager will own the moments
     * @param parameters by name
     * @param decays whether the parameter of this name decays
     * @param decay share of a parameter that a step at rate 1 takes off
     * @param longest to which the gradients are scaled down
     */
    public AdamW(
            DifferentiableKernels kernels,
            Map<String, NDArray> parameters,
            Predicate<String> decays,
            double decay,
            double longest) {
        manager = kernels.manager();
        script = kernels.script();
        this.longest = longest;
        Group decaying = new Group(decay);
        Group others = new Group(0);
        parameters.forEach(
                (name, parameter) -> add(decays.test(name) ? decaying : others, name, parameter));
        groups =
                List.of(decaying, others).stream()
                        .filter(group -> !group.parameters().isEmpty())
                        .toList();
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
     * Changes the parameters by their gradients, and sets these to zero.
     *
     * @param step counted from 1
     * @return length of the gradients before they were scaled down
     */
    public double step(long step, double rate) {
        try (NDManager scope = manager.newSubManager()) {
            List<List<NDArray>> gradients =
                    groups.stream()
                            .map(
                                    group ->
                                            group.parameters().stream()
                                                    .map(NDArray::getGradient)
                                                    .toList())
                            .toList();
            List<NDArray> all = gradients.stream().flatMap(List::stream).toList();
            all.forEach(gradient -> gradient.attach(scope));
            double length = script.call(scope, "clip", all, longest).getFloat();
            for (int i = 0; i < groups.size(); i++) {
                Group group = groups.get(i);
                script.call(
                        scope,
                        "adamw",
                        group.parameters(),
                        gradients.get(i),
                        group.means(),
                        group.squares(),
                        rate,
                        group.decay(),
                        BETA_1,
                        BETA_2,
                        1 - Math.pow(BETA_1, (double) step),
                        1 - Math.pow(BETA_2, (double) step),
                        EPSILON);
            }
            return length;
        }
    }
}
