package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.Norm;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.Weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vim, a bidirectional Visual Mamba over one row of tokens ({@code VisionMamba} of the original).
 */
final class Vim implements VisualMamba {
    /** What leaves the patch embedding, (images, patches, E). */
    static final String PATCHES = "patch_embed.out";

    private final VimConfiguration configuration;
    private final ModelSummary summary;
    private final Weights weights;
    private final Embedding embedding;
    private final Optional<RotaryPosition> rotary;
    private final List<Block> blocks;
    private final Norm finalNorm;
    private final FloatingLinear head;
    private final List<LinearSlot> slots;
    private final List<ObservationPoint> points;

    /** The parts of a Vim, as {@link VimBuilder} makes them. */
    record Parts(
            Embedding embedding,
            Optional<RotaryPosition> rotary,
            List<Block> blocks,
            Norm finalNorm,
            FloatingLinear head,
            List<LinearSlot> slots,
            List<ObservationPoint> points) {}

    Vim(VimConfiguration configuration, ModelSummary summary, Weights weights, Parts parts) {
        this.configuration = configuration;
        this.summary = summary;
        this.weights = weights;
        embedding = parts.embedding();
        rotary = parts.rotary();
        blocks = List.copyOf(parts.blocks());
        finalNorm = parts.finalNorm();
        head = parts.head();
        slots = List.copyOf(parts.slots());
        points = List.copyOf(parts.points());
    }

    @Override
    public NDArray forward(NDArray images, Probe probe) {
        NDManager owner = images.getManager();
        try (NDManager pass = owner.newSubManager()) {
            NDArray input = images.duplicate();
            input.attach(pass);
            Stream stream = new Stream(embedding.apply(input, probe), Optional.empty());
            stream =
                    configuration.alternating()
                            ? throughPairs(stream, probe)
                            : throughBlocks(stream, probe);
            NDArray logits = classify(finalNorm.apply(stream.sum()));
            logits.attach(owner);
            return logits;
        }
    }

    private Stream throughBlocks(Stream in, Probe probe) {
        Stream stream = in;
        for (int index = 0; index < blocks.size(); index++) {
            stream = throughBlock(index, rotate(stream), probe);
        }
        return stream;
    }

    /** Of two blocks one reads the tokens forwards, the other backwards. */
    private Stream throughPairs(Stream in, Probe probe) {
        Stream stream = in;
        for (int index = 0; index + 1 < blocks.size(); index += 2) {
            Stream rotated = rotate(stream);
            Stream reversed = rotated.reversed();
            Stream ahead = throughBlock(index, rotated, probe);
            Stream behind = throughBlock(index + 1, reversed, probe);
            stream = ahead.add(behind.reversed());
        }
        return stream;
    }

    /** Runs a block; what it read and what it computed on the way is freed. */
    private Stream throughBlock(int index, Stream in, Probe probe) {
        NDManager pass = in.hidden().getManager();
        try (NDManager scope = pass.newSubManager()) {
            Stream out = blocks.get(index).apply(in.attach(scope), probe);
            probe.offer("layers." + index + ".hidden", out.hidden());
            probe.offer("layers." + index + ".residual", out.residual().orElseThrow());
            return out.attach(pass);
        }
    }

    private Stream rotate(Stream in) {
        if (rotary.isEmpty()) {
            return in;
        }
        RotaryPosition position = rotary.get();
        Optional<NDArray> residual =
                configuration.rotaryResidual() ? in.residual().map(position::apply) : in.residual();
        return new Stream(position.apply(in.hidden()), residual);
    }

    private NDArray classify(NDArray tokens) {
        long last = tokens.getShape().get(1) - 1;
        return switch (configuration.classToken()) {
            case MIDDLE -> head.apply(tokens.get(":, " + last / 2));
            case HEAD -> head.apply(tokens.get(":, 0"));
            case BOTH_ENDS -> head.apply(tokens.get(":, 0").add(tokens.get(":, " + last)).divi(2));
            case NONE ->
                    switch (configuration.pooling()) {
                        case NONE -> head.apply(tokens.get(":, " + last));
                        case MEAN -> head.apply(tokens.mean(new int[] {1}));
                        case MAX -> head.apply(tokens).max(new int[] {1});
                    };
        };
    }

    @Override
    public ModelSummary summary() {
        return summary;
    }

    @Override
    public List<LinearSlot> slots() {
        return slots;
    }

    @Override
    public List<ObservationPoint> points() {
        return points;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return weights.taken();
    }

    @Override
    public NDManager manager() {
        return weights.manager();
    }

    @Override
    public void close() {
        weights.manager().close();
    }
}
