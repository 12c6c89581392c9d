package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LayerRole;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.WeightLocation;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.layer.ChannelAttention;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.layer.ScanPermutation;
import org.mambascope.model.layer.ScanPlans;
import org.mambascope.model.layer.ScanPoints;
import org.mambascope.model.layer.ScanProbe;
import org.mambascope.model.layer.SelectiveSsm;
import org.mambascope.model.layer.SlotRegistry;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.ScanWeights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the blocks of a VMamba, and collects their quantisable layers and points. */
final class BlockBuilder {
    private final VMambaConfiguration configuration;
    private final StateDictLoader weights;
    private final Kernels kernels;
    private final SlotRegistry slots = new SlotRegistry();
    private final ScanPlans plans;
    private int blocks;

    BlockBuilder(VMambaConfiguration configuration, StateDictLoader weights, Kernels kernels) {
        this.configuration = configuration;
        this.weights = weights;
        this.kernels = kernels;
        plans = new ScanPlans(kernels, weights.manager());
    }

    /** The layers and points of what was built so far. */
    SlotRegistry slots() {
        return slots;
    }

    /**
     * Builds the next block.
     *
     * @param name as {@code layers.0.blocks.1}
     * @param directions names of its scan orders
     */
    VssBlock build(String name, StageConfiguration stage, List<String> directions) {
        Norm norm = norm(name + ".norm", stage.width());
        Ss2d mixer = mixer(name + ".op.", stage, directions);
        Optional<Mlp> mlp =
                stage.hiddenWidth().isPresent()
                        ? Optional.of(mlp(name, stage, stage.hiddenWidth().getAsInt()))
                        : Optional.empty();
        slots.observe(
                new ObservationPoint(
                        name + ".out", blocks, "out", stage.width(), stage.grid().order()));
        blocks++;
        return new VssBlock(kernels, name, norm, mixer, mlp);
    }

    private Ss2d mixer(String prefix, StageConfiguration stage, List<String> directions) {
        int width = stage.width();
        int inner = stage.innerWidth();
        int side = configuration.convolutionSide();
        TokenOrder order = stage.grid().order();
        int projected = configuration.gated() ? 2 * inner : inner;
        LinearSlot in =
                layer(prefix + "in_proj", "in_proj", LayerRole.FOLDABLE, width, projected, order);
        NDArray taps = weights.take(prefix + "conv2d.weight", inner, 1, side, side);
        Optional<NDArray> bias = weights.takeIfPresent(prefix + "conv2d.bias", inner);
        List<ScanDirection> scans = directions(prefix, stage, directions);
        return new Ss2d(
                kernels,
                in,
                configuration.gated(),
                stage.grid(),
                kernels.depthwiseConvolution(taps, bias),
                scans,
                norm(prefix + "out_norm", inner),
                layer(prefix + "out_proj", "out_proj", LayerRole.OUTPUT, inner, width, order));
    }

    /** The original stacks what belongs to the directions along the first axis. */
    private List<ScanDirection> directions(
            String prefix, StageConfiguration stage, List<String> names) {
        int count = names.size();
        int inner = stage.innerWidth();
        int rank = stage.stepRank();
        int states = configuration.stateSize();
        int projected = rank + 2 * states;
        Shape vector = new Shape(inner);
        List<NDArray> x =
                weights.takeParts(
                        prefix + "x_proj_weight",
                        new Shape(count, projected, inner),
                        new Shape(projected, inner));
        List<NDArray> steps =
                weights.takeParts(
                        prefix + "dt_projs_weight",
                        new Shape(count, inner, rank),
                        new Shape(inner, rank));
        List<NDArray> biases =
                weights.takeParts(prefix + "dt_projs_bias", new Shape(count, inner), vector);
        List<NDArray> decays =
                weights.takeParts(
                        prefix + "A_logs",
                        new Shape((long) count * inner, states),
                        new Shape(inner, states));
        List<NDArray> skips =
                weights.takeParts(prefix + "Ds", new Shape((long) count * inner), vector);
        Optional<ChannelAttention> attention =
                configuration.local() ? Optional.of(attention(prefix, inner)) : Optional.empty();
        List<ScanDirection> directions = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            ScanPermutation plan = stage.grid().along(names.get(k), plans);
            TokenOrder order = plan.order().order();
            ScanPoints points =
                    ScanPoints.of(prefix, Integer.toString(k), blocks, inner, states, order);
            slots.observe(points);
            ScanWeights learned = new ScanWeights(decays.get(k), skips.get(k), biases.get(k));
            SelectiveSsm stateSpace =
                    new SelectiveSsm(
                            part(
                                    prefix + "x_proj" + k,
                                    "x_proj" + k,
                                    LayerRole.OTHER,
                                    x.get(k),
                                    order),
                            part(
                                    prefix + "dt_proj" + k,
                                    "dt_proj" + k,
                                    LayerRole.FOLDABLE,
                                    steps.get(k),
                                    order),
                            learned.scan(kernels),
                            new ScanProbe(learned, points),
                            rank,
                            states);
            directions.add(new ScanDirection(names.get(k), plan, stateSpace, attention));
        }
        return directions;
    }

    private ChannelAttention attention(String prefix, int inner) {
        String name = prefix + "multi_scan.attn";
        int reduced = weights.rows(name + ".global_reduce.weight", 0).orElse(inner / 8);
        return ChannelAttention.of(weights, kernels, name, inner, reduced);
    }

    private Mlp mlp(String block, StageConfiguration stage, int hidden) {
        TokenOrder order = stage.grid().order();
        int width = stage.width();
        return new Mlp(
                norm(block + ".norm2", width),
                layer(block + ".mlp.fc1", "fc1", LayerRole.FOLDABLE, width, hidden, order),
                layer(block + ".mlp.fc2", "fc2", LayerRole.OUTPUT, hidden, width, order));
    }

    private Norm norm(String prefix, int channels) {
        return Norm.of(weights, kernels, prefix, channels, false, Norm.EPSILON);
    }

    private FloatingLinear linear(String name, int inputs, int outputs) {
        return new FloatingLinear(
                kernels,
                weights.take(name + ".weight", outputs, inputs),
                weights.takeIfPresent(name + ".bias", outputs));
    }

    private LinearSlot layer(
            String name, String kind, LayerRole role, int inputs, int outputs, TokenOrder order) {
        return slot(name, kind, role, linear(name, inputs, outputs), order);
    }

    private LinearSlot part(
            String name, String kind, LayerRole role, NDArray weight, TokenOrder order) {
        return slot(name, kind, role, new FloatingLinear(kernels, weight, Optional.empty()), order);
    }

    private LinearSlot slot(
            String name, String kind, LayerRole role, FloatingLinear linear, TokenOrder order) {
        Shape shape = linear.weight().getShape();
        return slots.add(
                new LayerSite(
                        name,
                        blocks,
                        kind,
                        role,
                        (int) shape.get(1),
                        (int) shape.get(0),
                        order,
                        StackedWeights.of(name).orElseGet(() -> WeightLocation.of(name))),
                linear);
    }
}
