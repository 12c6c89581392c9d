package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Norm;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.PositionEmbedding;
import org.mambascope.model.StateSpace;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.Weights;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds a Vim from its weights. */
public final class VimBuilder {
    private final VimConfiguration configuration;
    private final Weights weights;
    private final NDManager manager;
    private final Kernels kernels;
    private final TokenOrder order;
    private final List<LinearSlot> slots = new ArrayList<>();
    private final List<ObservationPoint> points = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * A builder; weights that are missing or misshapen are noted in {@code weights}.
     *
     * @param weights their manager will own the model
     * @param kernels of the weights' device
     */
    public VimBuilder(VimConfiguration configuration, Weights weights, Kernels kernels) {
        this.configuration = configuration;
        this.weights = weights;
        manager = weights.manager();
        this.kernels = kernels;
        order = configuration.classToken().among(configuration.side(), configuration.side());
    }

    /** Builds the model. */
    public Vim build() {
        Embedding embedding = embedding();
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < configuration.depth(); index++) {
            blocks.add(block(index));
        }
        Norm finalNorm = norm("norm_f");
        FloatingLinear head =
                new FloatingLinear(
                        kernels,
                        weights.take("head.weight", configuration.classes(), configuration.width()),
                        Optional.of(weights.take("head.bias", configuration.classes())));
        Vim.Parts parts =
                new Vim.Parts(embedding, rotary(), blocks, finalNorm, head, slots, points);
        return new Vim(configuration, summary(), weights, parts);
    }

    /** What was changed on loading, a sentence each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private Embedding embedding() {
        int width = configuration.width();
        int patch = configuration.patchSize();
        List<NDArray> classTokens =
                classTokenNames().map(name -> weights.take(name, 1, 1, width)).toList();
        return new Embedding(
                weights.take(
                        "patch_embed.proj.weight", width, configuration.colours(), patch, patch),
                weights.take("patch_embed.proj.bias", width),
                configuration.stride(),
                configuration.classToken(),
                classTokens,
                configuration.absolutePosition() ? Optional.of(position()) : Optional.empty());
    }

    private Stream<String> classTokenNames() {
        return switch (configuration.classToken()) {
            case MIDDLE, HEAD -> Stream.of("cls_token");
            case BOTH_ENDS -> Stream.of("cls_token_head", "cls_token_tail");
            case NONE -> Stream.empty();
        };
    }

    private NDArray position() {
        PositionEmbedding stored =
                PositionEmbedding.take(
                        weights, "pos_embed", configuration.classToken(), configuration.width());
        return stored.forGrid(configuration.side(), kernels, notes::add);
    }

    private Optional<RotaryPosition> rotary() {
        weights.ignore("rope.freqs_cos", "rope.freqs_sin");
        return configuration.rotaryPosition()
                ? Optional.of(
                        new RotaryPosition(
                                kernels,
                                manager,
                                configuration.side(),
                                configuration.pretrainedSide(),
                                configuration.width()))
                : Optional.empty();
    }

    private Norm norm(String prefix) {
        return Norm.of(
                weights,
                kernels,
                prefix,
                configuration.width(),
                configuration.rootMeanSquareNorm());
    }

    private Block block(int index) {
        String prefix = "layers." + index;
        boolean backwards = configuration.alternating() && index % 2 == 1;
        Mixer mixer = mixer(index, prefix + ".mixer.", backwards ? order.reversed() : order);
        points.add(
                new ObservationPoint(
                        prefix + ".hidden", index, "hidden", configuration.width(), order));
        points.add(
                new ObservationPoint(
                        prefix + ".residual", index, "residual", configuration.width(), order));
        return new Block(norm(prefix + ".norm"), mixer);
    }

    private Mixer mixer(int block, String prefix, TokenOrder seen) {
        int width = configuration.width();
        int inner = configuration.innerWidth();
        LinearSlot in =
                slot(
                        prefix,
                        block,
                        "in_proj",
                        width,
                        2 * inner,
                        seen,
                        bias(prefix + "in_proj", 2 * inner));
        Scans scans = scans(block, prefix, seen);
        LinearSlot out =
                slot(
                        prefix,
                        block,
                        "out_proj",
                        inner,
                        width,
                        seen,
                        bias(prefix + "out_proj", width));
        Optional<NDArray> scale =
                configuration.layerScale()
                        ? Optional.of(weights.take(prefix + "gamma", width))
                        : Optional.empty();
        return new Mixer(in, scans, out, scale);
    }

    private Optional<NDArray> bias(String layer, int channels) {
        return weights.takeIfPresent(layer + ".bias", channels);
    }

    private Scans scans(int block, String prefix, TokenOrder seen) {
        Direction forward = direction(block, prefix, "", "A_log", seen);
        return switch (configuration.directions()) {
            case FORWARD -> new Scans.Forward(forward);
            case SHARED ->
                    new Scans.Shared(
                            forward,
                            kernels.selectiveScan(
                                    decayLogarithm(prefix + "A_b_log"),
                                    weights.take(prefix + "D", configuration.innerWidth()),
                                    weights.take(
                                            prefix + "dt_proj.bias", configuration.innerWidth())));
            case SEPARATE ->
                    new Scans.Separate(
                            forward,
                            direction(block, prefix, "_b", "A_b_log", seen.reversed()),
                            configuration.dividesOutput());
        };
    }

    private Direction direction(
            int block, String prefix, String suffix, String decayName, TokenOrder seen) {
        int inner = configuration.innerWidth();
        int rank = configuration.stepRank();
        int states = configuration.stateSize();
        String convolution = prefix + "conv1d" + suffix;
        NDArray taps = weights.take(convolution + ".weight", inner, 1, configuration.taps());
        StateSpace stateSpace =
                new StateSpace(
                        slot(
                                prefix,
                                block,
                                "x_proj" + suffix,
                                inner,
                                rank + 2 * states,
                                seen,
                                Optional.empty()),
                        slot(
                                prefix,
                                block,
                                "dt_proj" + suffix,
                                rank,
                                inner,
                                seen,
                                Optional.empty()),
                        kernels.selectiveScan(
                                decayLogarithm(prefix + decayName),
                                weights.take(prefix + "D" + suffix, inner),
                                weights.take(prefix + "dt_proj" + suffix + ".bias", inner)),
                        rank,
                        states);
        return new Direction(
                kernels.causalConvolution(
                        taps, weights.takeIfPresent(convolution + ".bias", inner)),
                stateSpace);
    }

    private NDArray decayLogarithm(String name) {
        return weights.take(name, configuration.innerWidth(), configuration.stateSize());
    }

    private LinearSlot slot(
            String prefix,
            int block,
            String kind,
            int inputs,
            int outputs,
            TokenOrder seen,
            Optional<NDArray> bias) {
        String name = prefix + kind;
        LayerSite site = new LayerSite(name, block, kind, inputs, outputs, seen);
        NDArray weight = weights.take(name + ".weight", outputs, inputs);
        LinearSlot slot = new LinearSlot(site, new FloatingLinear(kernels, weight, bias));
        slots.add(slot);
        points.add(site.input());
        return slot;
    }

    private ModelSummary summary() {
        return new ModelSummary(
                "Vim",
                configuration.classToken().words(),
                weights.parameters(),
                configuration.imageSize(),
                configuration.imageSize(),
                configuration.patchSize(),
                configuration.tokens(),
                configuration.depth(),
                configuration.width(),
                configuration.stateSize(),
                configuration.classes());
    }
}
