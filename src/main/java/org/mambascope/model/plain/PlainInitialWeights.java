package org.mambascope.model.plain;

import org.mambascope.model.initial.InitialWeights;
import org.mambascope.model.initial.Initialiser;
import org.mambascope.model.layer.ClassToken;

import java.util.function.BiConsumer;

/** Lays out the tensors of a plain Visual Mamba before training; a family adds its scans. */
public final class PlainInitialWeights {
    private static final Initialiser NARROW = Initialiser.truncatedNormal(0.02);

    private final PlainConfiguration configuration;
    private final InitialWeights weights = new InitialWeights();

    /** Nothing yet. */
    public PlainInitialWeights(PlainConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Weights laid out so far. */
    public InitialWeights weights() {
        return weights;
    }

    /** Adds class tokens, positions, the head and the last normalisation. */
    public void addFrame(Initialiser classTokens) {
        int width = configuration.width();
        ClassToken place = configuration.classToken();
        for (String name : Embedding.classTokenNames(place)) {
            weights.add(name, classTokens, 1, 1, width);
        }
        if (configuration.absolutePosition()) {
            weights.add("pos_embed", NARROW, 1, configuration.tokens(), width);
        }
        if (configuration.rotaryPosition()) {
            addRotaryTables();
        }
        addNorm("norm_f");
        weights.addLinear("head", NARROW, width, configuration.classes());
    }

    private void addRotaryTables() {
        int side = configuration.side();
        int width = configuration.width();
        RotaryAngles angles = configuration.rotaryAngles();
        long patches = (long) side * side;
        weights.add(RotaryAngles.COSINES, Initialiser.table(angles.cosines()), patches, width);
        weights.add(RotaryAngles.SINES, Initialiser.table(angles.sines()), patches, width);
    }

    private void addNorm(String name) {
        weights.addNorm(name, configuration.width(), !configuration.rootMeanSquareNorm());
    }

    /**
     * Adds the blocks.
     *
     * @param linear rule of in_proj
     * @param scans adds the scans of a mixer, whose prefix it is given
     */
    public void addBlocks(Initialiser linear, BiConsumer<PlainInitialWeights, String> scans) {
        int width = configuration.width();
        int inner = configuration.innerWidth();
        int depth = configuration.depth();
        Initialiser shrinking = Initialiser.kaimingUniform().times(1 / Math.sqrt(depth));
        for (int block = 0; block < depth; block++) {
            String mixer = "layers." + block + ".mixer.";
            weights.add(mixer + "in_proj.weight", linear, 2L * inner, width);
            scans.accept(this, mixer);
            weights.add(mixer + "out_proj.weight", shrinking, width, inner);
            addNorm("layers." + block + ".norm");
        }
    }

    /**
     * Adds one scan of a mixer.
     *
     * @param suffix of its weights' names
     * @param decayName name of the decay's logarithm
     * @param linear rule of x_proj
     */
    public void addScan(String mixer, String suffix, String decayName, Initialiser linear) {
        int inner = configuration.innerWidth();
        int rank = configuration.stepRank();
        int selected = rank + 2 * configuration.stateSize();
        weights.addConvolution(mixer + "conv1d" + suffix, inner, 1, configuration.taps());
        weights.add(mixer + "x_proj" + suffix + ".weight", linear, selected, inner);
        String step = mixer + "dt_proj" + suffix;
        weights.add(step + ".weight", Initialiser.uniform(1 / Math.sqrt(rank)), inner, rank);
        weights.add(step + ".bias", Initialiser.stepBias(), inner);
        addDecay(mixer + decayName);
        weights.add(mixer + "D" + suffix, Initialiser.constant(1), inner);
    }

    /** Adds the logarithm of a decay. */
    public void addDecay(String name) {
        weights.add(
                name,
                Initialiser.stateLogarithms(),
                configuration.innerWidth(),
                configuration.stateSize());
    }

    /** Shape of the patch embedding's weight. */
    public long[] patchShape() {
        int patch = configuration.patchSize();
        return new long[] {configuration.width(), configuration.colours(), patch, patch};
    }
}
