package org.mambascope.model.vmamba;

import org.mambascope.model.initial.InitialWeights;
import org.mambascope.model.initial.Initialiser;

/** Lays out the tensors of a VMamba or LocalVMamba before training. */
final class VMambaInitialWeights {
    private static final Initialiser NARROW = Initialiser.truncatedNormal(0.02);

    private final VMambaConfiguration configuration;
    private final InitialWeights weights = new InitialWeights();

    VMambaInitialWeights(VMambaConfiguration configuration) {
        this.configuration = configuration;
        addPatches();
        for (int index = 0; index < configuration.stages().size(); index++) {
            addStage(index);
        }
    }

    /** The tensors of the stages and of what embeds images. */
    InitialWeights backbone() {
        return weights;
    }

    /** The tensors of a model that classifies. */
    InitialWeights classifier() {
        InitialWeights all = new InitialWeights();
        all.addAll("", weights);
        int width = configuration.stages().getLast().width();
        all.addNorm("classifier.norm", width, true);
        all.addLinear("classifier.head", NARROW, width, configuration.classes());
        return all;
    }

    private void addPatches() {
        StageConfiguration first = configuration.stages().getFirst();
        int width = first.width();
        int patch = configuration.patchSize();
        if (configuration.position()) {
            Grid grid = first.grid();
            weights.add("pos_embed", NARROW, 1, width, grid.rows(), grid.columns());
        }
        if (configuration.overlappingPatches()) {
            int side = patch / 2 + 1;
            addPatchConvolution("0", "2", width / 2, configuration.colours(), side);
            addPatchConvolution("5", "7", width, width / 2, side);
        } else {
            addPatchConvolution("0", "2", width, configuration.colours(), patch);
        }
    }

    private void addPatchConvolution(
            String convolution, String norm, int outputs, int inputs, int side) {
        weights.addConvolution("patch_embed." + convolution, outputs, inputs, side, side);
        if (configuration.normalisedPatches()) {
            weights.addNorm("patch_embed." + norm, outputs, true);
        }
    }

    private void addStage(int index) {
        StageConfiguration stage = configuration.stages().get(index);
        String prefix = "layers." + index;
        for (int block = 0; block < stage.depth(); block++) {
            addBlock(prefix + ".blocks." + block, stage, stage.directions().get(block).size());
        }
        if (index + 1 < configuration.stages().size()) {
            int next = configuration.stages().get(index + 1).width();
            addReduction(prefix + ".downsample.", stage.width(), next);
        }
    }

    private void addReduction(String prefix, int inputs, int outputs) {
        switch (configuration.reduction()) {
            case MERGING -> {
                weights.addNorm(prefix + "norm", 4 * inputs, true);
                weights.add(prefix + "reduction.weight", NARROW, outputs, 4L * inputs);
            }
            case STRIDED -> addReducingConvolution(prefix, inputs, outputs, 2);
            case OVERLAPPING -> addReducingConvolution(prefix, inputs, outputs, 3);
        }
    }

    private void addReducingConvolution(String prefix, int inputs, int outputs, int side) {
        weights.addConvolution(prefix + "1", outputs, inputs, side, side);
        weights.addNorm(prefix + "3", outputs, true);
    }

    private void addBlock(String block, StageConfiguration stage, int scans) {
        int width = stage.width();
        int inner = stage.innerWidth();
        String scan = block + ".op.";
        weights.addNorm(block + ".norm", width, true);
        int projected = configuration.gated() ? 2 * inner : inner;
        weights.add(scan + "in_proj.weight", NARROW, projected, width);
        addConvolution(scan + "conv2d", inner);
        addScans(scan, stage, scans);
        weights.addNorm(scan + "out_norm", inner, true);
        weights.add(scan + "out_proj.weight", NARROW, width, inner);
        stage.hiddenWidth().ifPresent(hidden -> addMlp(block, width, hidden));
    }

    private void addConvolution(String name, int channels) {
        int side = configuration.convolutionSide();
        if (configuration.hasConvolutionBias()) {
            weights.addConvolution(name, channels, 1, side, side);
        } else {
            weights.add(name + ".weight", Initialiser.kaimingUniform(), channels, 1, side, side);
        }
    }

    /** The tensors of all scans of a block are stacked. */
    private void addScans(String prefix, StageConfiguration stage, int scans) {
        int inner = stage.innerWidth();
        int rank = stage.stepRank();
        int states = configuration.stateSize();
        Initialiser projection = Initialiser.uniform(1 / Math.sqrt(inner));
        weights.add(prefix + "x_proj_weight", projection, scans, rank + 2L * states, inner);
        Initialiser step = Initialiser.uniform(1 / Math.sqrt(rank));
        weights.add(prefix + "dt_projs_weight", step, scans, inner, rank);
        weights.add(prefix + "dt_projs_bias", Initialiser.stepBias(), scans, inner);
        long channels = (long) scans * inner;
        weights.add(prefix + "A_logs", Initialiser.stateLogarithms(), channels, states);
        weights.add(prefix + "Ds", Initialiser.constant(1), channels);
        if (configuration.local()) {
            String attention = prefix + "multi_scan.attn.";
            weights.addNorm(attention + "norm", inner, true);
            weights.addLinear(attention + "global_reduce", NARROW, inner, inner / 8);
            weights.addLinear(attention + "channel_select", NARROW, inner / 8, inner);
        }
    }

    private void addMlp(String block, int width, int hidden) {
        weights.addNorm(block + ".norm2", width, true);
        weights.addLinear(block + ".mlp.fc1", NARROW, width, hidden);
        weights.addLinear(block + ".mlp.fc2", NARROW, hidden, width);
    }
}
