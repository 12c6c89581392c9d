package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.ClassifierHead;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Head;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelBlock;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.input.Colours;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.layer.SlotRegistry;
import org.mambascope.model.token.TokenStream;
import org.mambascope.tensor.Kernels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Vim or LocalVim: one sequence of tokens through a row of blocks ({@code VisionMamba} of the
 * originals).
 */
final class PlainMamba implements VisualMamba {
    /** Output of the patch embedding, (images, patches, E). */
    static final String PATCHES = "patch_embed.out";

    /** Input of the head: (images, E), or (images, tokens, E) where every token is classified. */
    private static final String HEAD = "head.input";

    private final PlainConfiguration configuration;
    private final boolean alternating;
    private final ModelSummary summary;
    private final StateDictLoader weights;
    private final Embedding embedding;
    private final Optional<RotaryPosition> rotary;
    private final List<MambaBlock> blocks;
    private final Norm finalNorm;
    private final FloatingLinear head;
    private final SlotRegistry slots;
    private final List<ModelBlock> modelBlocks;

    /**
     * The parts of a model, as {@link PlainBuilder} makes them.
     *
     * @param alternating whether blocks come in pairs, one forward and one backward
     */
    record Parts(
            boolean alternating,
            Embedding embedding,
            Optional<RotaryPosition> rotary,
            List<MambaBlock> blocks,
            Norm finalNorm,
            FloatingLinear head,
            SlotRegistry slots) {}

    PlainMamba(
            PlainConfiguration configuration,
            ModelSummary summary,
            StateDictLoader weights,
            Parts parts) {
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
        modelBlocks =
                IntStream.range(0, blocks.size())
                        .filter(index -> !alternating || index % 2 == 0)
                        .<ModelBlock>mapToObj(Step::new)
                        .toList();
    }

    @Override
    public TokenStream embed(NDArray images, Probe probe) {
        NDManager owner = images.getManager();
        try (NDManager scope = owner.newSubManager()) {
            scope.tempAttachAll(images);
            return TokenStream.of(embedding.apply(Colours.fitted(images, colours()), probe))
                    .attach(owner);
        }
    }

    @Override
    public List<ModelBlock> blocks() {
        return modelBlocks;
    }

    @Override
    public Head head() {
        return (ClassifierHead) this::classify;
    }

    private NDArray classify(TokenStream last, Probe probe) {
        NDManager owner = last.hidden().getManager();
        try (NDManager scope = owner.newSubManager()) {
            last.tempAttach(scope);
            NDArray logits = classify(finalNorm.apply(last.sum()), probe);
            logits.attach(owner);
            return logits;
        }
    }

    /** Blocks one by one, or in pairs of which one reads the tokens forwards, one backwards. */
    private final class Step implements ModelBlock {
        private final int first;

        Step(int first) {
            this.first = first;
        }

        @Override
        public String name() {
            return "layers." + first;
        }

        @Override
        public List<LinearSlot> slots() {
            int last = alternating ? first + 1 : first;
            return PlainMamba.this.slots().stream()
                    .filter(slot -> slot.site().block() >= first && slot.site().block() <= last)
                    .toList();
        }

        @Override
        public TokenStream apply(TokenStream in, Probe probe) {
            NDManager owner = in.hidden().getManager();
            try (NDManager scope = owner.newSubManager()) {
                in.tempAttach(scope);
                TokenStream rotated = rotate(in);
                TokenStream out = throughBlock(first, rotated, probe);
                if (alternating) {
                    TokenStream behind = throughBlock(first + 1, rotated.reversed(), probe);
                    out = out.add(behind.reversed());
                }
                return out.attach(owner);
            }
        }
    }

    private TokenStream throughBlock(int index, TokenStream in, Probe probe) {
        TokenStream out = blocks.get(index).apply(in, probe);
        probe.offer("layers." + index + ".hidden", out.hidden());
        probe.offer("layers." + index + ".residual", out.residual().orElseThrow());
        return out;
    }

    private TokenStream rotate(TokenStream in) {
        if (rotary.isEmpty()) {
            return in;
        }
        RotaryPosition position = rotary.get();
        Optional<NDArray> residual =
                configuration.rotaryResidual() ? in.residual().map(position::apply) : in.residual();
        return new TokenStream(position.apply(in.hidden()), residual);
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
    public Map<String, NDArray> tables() {
        return weights.tables();
    }

    @Override
    public int colours() {
        return configuration.colours();
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
    public List<ObservationPoint> scanPoints() {
        return slots.scanPoints();
    }

    @Override
    public Map<String, NDArray> parameters() {
        return weights.taken();
    }

    @Override
    public Kernels kernels() {
        return head.kernels();
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
