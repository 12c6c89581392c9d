package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;

import org.mambascope.base.Problem;
import org.mambascope.model.FloatingLinear;
import org.mambascope.model.LayerRole;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LinearSlot;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.layer.PositionEmbedding;
import org.mambascope.model.layer.ScanPoints;
import org.mambascope.model.layer.ScanProbe;
import org.mambascope.model.layer.SelectiveSsm;
import org.mambascope.model.layer.SlotRegistry;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.ScanWeights;
import org.mambascope.tensor.TokenPermutation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Builds a plain Visual Mamba from its weights; a family adds how its mixers scan. */
public abstract class PlainBuilder {
    private final PlainConfiguration configuration;
    private final StateDictLoader weights;
    private final Kernels kernels;
    private final TokenOrder order;
    private final SlotRegistry slots;

    /**
     * A builder; weights that are missing or misshapen are noted in {@code weights}.
     *
     * @param weights their manager will own the model
     * @param kernels of the weights' device
     */
    protected PlainBuilder(
            PlainConfiguration configuration, StateDictLoader weights, Kernels kernels) {
        this.configuration = configuration;
        this.weights = weights;
        this.kernels = kernels;
        order = configuration.classToken().among(configuration.side(), configuration.side());
        slots = new SlotRegistry();
    }

    /**
     * The scans of one block's mixer.
     *
     * @param prefix of the mixer's weights
     * @param seen the order in which tokens enter
     */
    protected abstract MultiDirectionScan scans(int block, String prefix, TokenOrder seen);

    /** The family's name for the user. */
    protected abstract String family();

    /** Variant of the model within its family, in words. */
    protected abstract String form();

    /** Returns true if blocks come in pairs, one forward and one backward. */
    protected boolean alternating() {
        return false;
    }

    /**
     * Builds the model.
     *
     * @param note hears what was changed on loading, a sentence each
     */
    public final VisualMamba build(Consumer<String> note) {
        Embedding embedding = embedding(note);
        List<MambaBlock> blocks =
                IntStream.range(0, configuration.depth()).mapToObj(this::block).toList();
        Norm finalNorm = norm("norm_f");
        FloatingLinear head =
                new FloatingLinear(
                        kernels,
                        weights.take("head.weight", configuration.classes(), configuration.width()),
                        Optional.of(weights.take("head.bias", configuration.classes())));
        PlainMamba.Parts parts =
                new PlainMamba.Parts(
                        alternating(), embedding, rotary(note), blocks, finalNorm, head, slots);
        return new PlainMamba(configuration, summary(), weights, parts);
    }

    private Embedding embedding(Consumer<String> note) {
        int width = configuration.width();
        int patch = configuration.patchSize();
        List<NDArray> classTokens =
                Embedding.classTokenNames(configuration.classToken()).stream()
                        .map(name -> weights.take(name, 1, 1, width))
                        .toList();
        return new Embedding(
                kernels.patchConvolution(
                        weights.take(
                                "patch_embed.proj.weight",
                                width,
                                configuration.colours(),
                                patch,
                                patch),
                        weights.take("patch_embed.proj.bias", width),
                        configuration.stride(),
                        0),
                configuration.classToken(),
                classTokens,
                configuration.absolutePosition() ? Optional.of(position(note)) : Optional.empty());
    }

    private NDArray position(Consumer<String> note) {
        PositionEmbedding stored =
                PositionEmbedding.take(
                        weights, "pos_embed", configuration.classToken(), configuration.width());
        return stored.forGrid(configuration.side(), kernels, note);
    }

    private Optional<RotaryPosition> rotary(Consumer<String> note) {
        return configuration.rotaryPosition()
                ? Optional.of(new RotaryPosition(kernels, weights.manager(), angles(note)))
                : Optional.empty();
    }

    /** The file's own angles wherever they fit the grid: the original computes with them too. */
    private RotaryAngles angles(Consumer<String> note) {
        Optional<RotaryAngles> stored = RotaryAngles.stored(weights, configuration.width());
        if (stored.isEmpty()) {
            return configuration.rotaryAngles();
        }
        RotaryAngles table = stored.get();
        OptionalInt said = configuration.pretrainedSide();
        OptionalInt explained = table.pretrainedSide();
        if (said.isPresent() && explained.isPresent() && !table.follow(said.getAsInt())) {
            throw new Problem(
                    "The table of rotary angles beside the weights is that of pt_hw_seq_len = %d, but %d is said: correct it, or take the weights that belong to it."
                            .formatted(explained.getAsInt(), said.getAsInt()));
        }
        if (table.side() == configuration.side()) {
            if (explained.isEmpty()) {
                note.accept(
                        "The table of rotary angles in the file follows from no pt_hw_seq_len: it"
                                + " is used as it is.");
            }
            return table;
        }
        if (explained.isEmpty()) {
            throw new Problem(
                    "The table of rotary angles in the file is for %d × %d patches and follows from no pt_hw_seq_len, so it cannot be computed for %d × %d: open the model at its own image size."
                            .formatted(
                                    table.side(),
                                    table.side(),
                                    configuration.side(),
                                    configuration.side()));
        }
        note.accept(
                "The rotary angles are computed for %d × %d patches: the file has those for %d × %d."
                        .formatted(
                                configuration.side(),
                                configuration.side(),
                                table.side(),
                                table.side()));
        return RotaryAngles.of(configuration.side(), explained.getAsInt(), configuration.width());
    }

    private Norm norm(String prefix) {
        return Norm.of(
                weights,
                kernels,
                prefix,
                configuration.width(),
                configuration.rootMeanSquareNorm(),
                configuration.normEpsilon());
    }

    private MambaBlock block(int index) {
        String prefix = "layers." + index;
        boolean backwards = alternating() && index % 2 == 1;
        MambaMixer mixer = mixer(index, prefix + ".mixer.", backwards ? order.reversed() : order);
        observe(index, prefix, "hidden");
        observe(index, prefix, "residual");
        return new MambaBlock(kernels, norm(prefix + ".norm"), mixer);
    }

    private void observe(int block, String prefix, String kind) {
        slots.observe(
                new ObservationPoint(
                        prefix + "." + kind, block, kind, configuration.width(), order));
    }

    private MambaMixer mixer(int block, String prefix, TokenOrder seen) {
        int width = configuration.width();
        int inner = configuration.innerWidth();
        LinearSlot in =
                slot(
                        new LayerSite(
                                prefix + "in_proj",
                                block,
                                "in_proj",
                                LayerRole.FOLDABLE,
                                width,
                                2 * inner,
                                seen),
                        true);
        MultiDirectionScan scans = scans(block, prefix, seen);
        LinearSlot out =
                slot(
                        new LayerSite(
                                prefix + "out_proj",
                                block,
                                "out_proj",
                                LayerRole.OUTPUT,
                                inner,
                                width,
                                seen),
                        true);
        return new MambaMixer(in, scans, out, weights.takeIfPresent(prefix + "gamma", width));
    }

    /**
     * One way along the tokens.
     *
     * @param suffix of its weights' names, as {@code _b} in {@code conv1d_b.weight}
     * @param decayName name of the decay's logarithm in the mixer
     * @param seen the order in which it meets the tokens
     * @param path to that order from the one in which they enter the mixer
     */
    protected final ScanBranch direction(
            int block,
            String prefix,
            String suffix,
            String decayName,
            TokenOrder seen,
            TokenPermutation path) {
        int inner = configuration.innerWidth();
        int rank = configuration.stepRank();
        int states = configuration.stateSize();
        String convolution = prefix + "conv1d" + suffix;
        NDArray taps = weights.take(convolution + ".weight", inner, 1, configuration.taps());
        String selection = "x_proj" + suffix;
        String step = "dt_proj" + suffix;
        int selected = rank + 2 * states;
        ScanProbe inside =
                inside(
                        new ScanWeights(
                                weights.take(prefix + decayName, inner, states),
                                weights.take(prefix + "D" + suffix, inner),
                                weights.take(prefix + step + ".bias", inner)),
                        block,
                        prefix,
                        suffix,
                        seen);
        SelectiveSsm stateSpace =
                new SelectiveSsm(
                        slot(
                                new LayerSite(
                                        prefix + selection,
                                        block,
                                        selection,
                                        LayerRole.OTHER,
                                        inner,
                                        selected,
                                        seen),
                                false),
                        slot(
                                new LayerSite(
                                        prefix + step, block, step, stepRole(), rank, inner, seen),
                                false),
                        inside.weights().scan(kernels),
                        inside,
                        rank,
                        states);
        return new ScanBranch(
                kernels.causalConvolution(
                        taps, weights.takeIfPresent(convolution + ".bias", inner)),
                stateSpace,
                path);
    }

    /** Role of the projections of the scans' steps, which read the selection's projection. */
    protected LayerRole stepRole() {
        return LayerRole.FOLDABLE;
    }

    /** The inside of a scan, which becomes points of the model. */
    protected final ScanProbe inside(
            ScanWeights learned, int block, String prefix, String suffix, TokenOrder seen) {
        ScanPoints points =
                ScanPoints.of(
                        prefix,
                        suffix,
                        block,
                        configuration.innerWidth(),
                        configuration.stateSize(),
                        seen);
        slots.observe(points);
        return new ScanProbe(learned, points);
    }

    private LinearSlot slot(LayerSite site, boolean mayHaveBias) {
        int outputs = site.outputChannels();
        NDArray weight = weights.take(site.name() + ".weight", outputs, site.inputChannels());
        Optional<NDArray> bias =
                mayHaveBias
                        ? weights.takeIfPresent(site.name() + ".bias", outputs)
                        : Optional.empty();
        return slots.add(site, new FloatingLinear(kernels, weight, bias));
    }

    private ModelSummary summary() {
        return new ModelSummary(
                family(),
                form(),
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
