package org.mambascope.model.vmamba;

import org.mambascope.base.Problem;
import org.mambascope.model.Assumption;
import org.mambascope.model.Assumption.Reason;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.argument.SizeLimit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Recognises a VMamba or LocalVMamba from names and shapes of its weights. */
final class VMambaRecognition {
    private static final String FIRST = "layers.0.blocks.0.";
    private static final String SCAN = FIRST + "op.";
    private static final String LOCAL_MARK = SCAN + "multi_scan.attn.norm.weight";
    private static final String IN_PROJECTION = ".op.in_proj.weight";
    private static final String PATCHES = "patch_embed.0.weight";
    private static final int PUBLISHED_SIZE = 224;

    /** Names of weights that identify a VMamba or LocalVMamba. */
    static final List<String> MARKS =
            List.of(PATCHES, SCAN + "x_proj_weight", SCAN + "in_proj.weight");

    private final WeightShapes shapes;
    private final ConstructorArguments arguments;
    private final boolean local;

    private VMambaRecognition(WeightShapes shapes, ConstructorArguments arguments) {
        this.shapes = shapes;
        this.arguments = arguments;
        local = shapes.has(LOCAL_MARK);
    }

    /** Which of the two these weights, which fit, are of. */
    static Constructor constructor(WeightShapes shapes) {
        return shapes.has(LOCAL_MARK) ? VMambaAgreement.LOCAL : VMambaAgreement.VMAMBA;
    }

    /**
     * The configuration that these weights belong to. What they cannot tell comes from {@code
     * arguments}.
     *
     * @throws Problem if arguments and shapes contradict each other, or name a variant that scans
     *     in another way
     */
    static VMambaConfiguration recognise(WeightShapes shapes, ConstructorArguments arguments) {
        VMambaRecognition recognition = new VMambaRecognition(shapes, arguments);
        recognition.refuseOtherVariants();
        return recognition.configuration(
                Grid.square(recognition.imageSize(recognition.patchSize())),
                arguments.agreeing("num_classes", shapes.size("classifier.head.weight", 0)));
    }

    /**
     * As {@link #recognise(WeightShapes, ConstructorArguments)}, of a backbone that has another
     * head.
     *
     * @param pixels of its input
     * @param classes that the other head tells apart
     */
    static VMambaConfiguration recognise(
            WeightShapes shapes, ConstructorArguments arguments, Grid pixels, int classes) {
        VMambaRecognition recognition = new VMambaRecognition(shapes, arguments);
        recognition.refuseOtherVariants();
        return recognition.configuration(pixels, classes);
    }

    private VMambaConfiguration configuration(Grid pixels, int classes) {
        boolean overlapping = overlapping();
        int patch = patchSize();
        DownsamplingVersion reduction = reduction();
        List<StageConfiguration> stages = stages(pixels.patches(patch, overlapping), reduction);
        boolean gated = shapes.size(SCAN + "in_proj.weight", 0) == 2 * innerWidth(0);
        VMambaConfiguration configuration =
                new VMambaConfiguration(
                        pixels,
                        patch,
                        arguments.agreeing("in_chans", shapes.size(PATCHES, 1)),
                        classes,
                        overlapping,
                        arguments.agreeing("patch_norm", shapes.has("patch_embed.2.weight")),
                        arguments.agreeing("posembed", shapes.has("pos_embed")),
                        stages,
                        reduction,
                        arguments.agreeing("ssm_d_state", shapes.size(SCAN + "A_logs", 1)),
                        arguments.agreeing("ssm_conv", shapes.size(SCAN + "conv2d.weight", 2)),
                        gated,
                        local,
                        channelsFirst(gated));
        new VMambaAgreement(shapes, arguments, configuration).require();
        return configuration;
    }

    private void refuseOtherVariants() {
        boolean batchNorm = shapes.has(FIRST + "norm.running_mean");
        boolean gatedMlp =
                shapes.has(FIRST + "mlp.fc1.weight")
                        && shapes.size(FIRST + "mlp.fc1.weight", 0)
                                != shapes.size(FIRST + "mlp.fc2.weight", 1);
        boolean search = shapes.has(SCAN + "multi_scan.weights");
        boolean normalised = shapes.has(SCAN + "out_norm.weight");
        boolean centred = shapes.sizeIfPresent(SCAN + "conv2d.weight", 2).orElse(0) % 2 == 1;
        if (batchNorm || gatedMlp || search || !normalised || !centred) {
            throw new Problem(
                    "This is a VMamba of an unpublished kind (batch norm, gated MLP, another norm"
                            + " after the scan, no convolution or one of even size before it, or a"
                            + " search over directions), which cannot be run.");
        }
    }

    /** Two overlapping convolutions move by half a patch each, one pixel less than their side. */
    private int patchSize() {
        int side = shapes.size(PATCHES, 2);
        return arguments.agreeing("patch_size", overlapping() ? 2 * (side - 1) : side);
    }

    private boolean overlapping() {
        return shapes.has("patch_embed.5.weight");
    }

    private int imageSize(int patch) {
        OptionalInt said = arguments.size("imgsize", SizeLimit.IMAGE_SIDE);
        if (said.isEmpty()) {
            said = arguments.size("img_size", SizeLimit.IMAGE_SIDE);
        }
        if (said.isEmpty()) {
            arguments.assume(
                    new Assumption(
                            "imgsize",
                            Integer.toString(PUBLISHED_SIZE),
                            "images of %d × %d".formatted(PUBLISHED_SIZE, PUBLISHED_SIZE)));
        }
        int size = said.orElse(PUBLISHED_SIZE);
        if (size < patch) {
            throw new Problem(
                    "Expected an image size of at least one patch of %d pixels, found %d."
                            .formatted(patch, size));
        }
        return size;
    }

    private DownsamplingVersion reduction() {
        if (shapes.has("layers.0.downsample.reduction.weight")) {
            return DownsamplingVersion.MERGING;
        }
        return shapes.sizeIfPresent("layers.0.downsample.1.weight", 2).orElse(3) == 2
                ? DownsamplingVersion.STRIDED
                : DownsamplingVersion.OVERLAPPING;
    }

    private List<StageConfiguration> stages(Grid first, DownsamplingVersion reduction) {
        int[] depths =
                IntStream.range(0, shapes.parts("layers.", ".blocks.0.op.in_proj.weight"))
                        .map(stage -> shapes.parts("layers." + stage + ".blocks.", IN_PROJECTION))
                        .toArray();
        List<List<String>> directions = directions(depths);
        List<StageConfiguration> stages = new ArrayList<>();
        Grid grid = first;
        int block = 0;
        for (int stage = 0; stage < depths.length; stage++) {
            stages.add(stage(stage, grid, directions.subList(block, block + depths[stage])));
            block += depths[stage];
            grid = reduction.apply(grid);
        }
        return stages;
    }

    private StageConfiguration stage(int index, Grid grid, List<List<String>> directions) {
        if (grid.rows() < 1 || grid.columns() < 1) {
            throw new Problem(
                    "The image size leaves no tokens for stage %d: choose a larger imgsize."
                            .formatted(index + 1));
        }
        String block = "layers." + index + ".blocks.0.";
        return new StageConfiguration(
                grid,
                shapes.size(block + "norm.weight", 0),
                innerWidth(index),
                shapes.size(block + "op.dt_projs_weight", 2),
                shapes.sizeIfPresent(block + "mlp.fc1.weight", 0),
                directions);
    }

    private int innerWidth(int stage) {
        return shapes.size("layers." + stage + ".blocks.0.op.x_proj_weight", 2);
    }

    private List<List<String>> directions(int[] depths) {
        int blocks = IntStream.of(depths).sum();
        if (!local) {
            return Collections.nCopies(blocks, VMambaConfiguration.CROSS);
        }
        List<List<String>> said =
                arguments.table("directions").orElseGet(() -> publishedDirections(depths));
        int scans = shapes.size(SCAN + "x_proj_weight", 0);
        if (said.size() != blocks || said.stream().anyMatch(row -> row.size() != scans)) {
            throw new Problem(
                    "Expected %d scan directions for each of %d blocks, found %s."
                            .formatted(scans, blocks, said));
        }
        return said;
    }

    private List<List<String>> publishedDirections(int[] depths) {
        PublishedLocalVMambaDirections preset =
                PublishedLocalVMambaDirections.published(depths)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "This LocalVMamba is none of the published sizes, and its weights cannot tell in which directions its blocks scan: say so with \"directions\" in a configuration file beside the weights."));
        arguments.assume(
                new Assumption(
                        "directions",
                        ConstructorArguments.written(preset.directions()),
                        "scan directions of the published " + preset.words()));
        return preset.directions();
    }

    /** Tells only how the original's tensors are laid out; published ones without gate are so. */
    private boolean channelsFirst(boolean gated) {
        boolean published = !gated && !local;
        return arguments
                .word(
                        "norm_layer",
                        published ? "ln2d" : "ln",
                        Reason.DEFAULT,
                        "layer norm over channels")
                .equalsIgnoreCase("ln2d");
    }
}
