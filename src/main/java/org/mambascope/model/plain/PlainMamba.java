package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.ClassToken;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.LinearSlots;
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
 * Vim or LocalVim: one sequence of tokens through a row of blocks ({@code VisionMamba} of the
 * originals).
 */
final class PlainMamba implements VisualMamba {
    /** What leaves the patch embedding, (images, patches, E). */
    static final String PATCHES = "patch_embed.out";

    /** What the head reads: (images, E), or (images, tokens, E) where every token is classified. */
    private static final String HEAD = "head.input";

    private final PlainConfiguration configuration;
    private final boolean alternating;
    private final ModelSummary summary;
    private final Weights weights;
    private final Embedding embedding;
    private final Optional<RotaryPosition> rotary;
    private final List<Block> blocks;
    private final Norm finalNorm;
    private final FloatingLinear head;
    private final LinearSlots slots;

    /**
     * The parts of a model, as {@link PlainBuilder} makes them.
     *
     * @param alternating whether blocks come in pairs, one forward and one backward
     */
    record Parts(
            boolean alternating,
            Embedding embedding,
            Optional<RotaryPosition> rotary,
            List<Block> blocks,
            Norm finalNorm,
            FloatingLinear head,
            LinearSlots slots) {}

    PlainMamba(
            PlainConfiguration configuration, ModelSummary summary, Weights weights, Parts parts) {
        this.configuration = configuration;
        this.summary = summary;
        this.weights = weights;
        alternating = parts.alternating();
        embedding = parts.embedding();
        rotary = parts.rotary();
        blocks = List.copyOf(parts.blocks());
        finalNorm = parts.finalNorm();
        head = parts.head();
        slots = parts.slots();
    }

    @Override
    public NDArray forward(NDArray images, Probe probe) {
        NDManager owner = images.getManager();
        try (NDManager pass = owner.newSubManager()) {
            NDArray input = images.duplicate();
            input.attach(pass);
            Stream stream = new Stream(embedding.apply(input, probe), Optional.empty());
            stream = alternating ? throughPairs(stream, probe) : throughBlocks(stream, probe);
            NDArray logits = classify(finalNorm.apply(stream.sum()), probe);
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

    private NDArray classify(NDArray tokens, Probe probe) {
        boolean everyToken =
                configuration.classToken() == ClassToken.NONE
                        && configuration.pooling() == Pooling.MAX;
        NDArray features = everyToken ? tokens : pooled(tokens);
        probe.offer(HEAD, features);
        NDArray logits = head.apply(features);
        return everyToken ? logits.max(new int[] {1}) : logits;
    }

    private NDArray pooled(NDArray tokens) {
        long last = tokens.getShape().get(1) - 1;
        return switch (configuration.classToken()) {
            case MIDDLE -> tokens.get(":, " + last / 2);
            case HEAD -> tokens.get(":, 0");
            case BOTH_ENDS -> head.kernels().average(tokens.get(":, 0"), tokens.get(":, " + last));
            case NONE ->
                    configuration.pooling() == Pooling.MEAN
                            ? tokens.mean(new int[] {1})
                            : tokens.get(":, " + last);
        };
    }

    @Override
    public ModelSummary summary() {
        return summary;
    }

    @Override
    public List<LinearSlot> slots() {
        return slots.slots();
    }

    @Override
    public List<ObservationPoint> points() {
        return slots.points();
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
