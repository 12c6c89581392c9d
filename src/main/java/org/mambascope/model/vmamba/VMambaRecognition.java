package org.mambascope.model.vmamba;

import org.mambascope.base.Problem;
import org.mambascope.model.Arguments;
import org.mambascope.model.Shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Recognises a VMamba or LocalVMamba from names and shapes of its weights. */
final class VMambaRecognition {
    private static final String FIRST = "layers.0.blocks.0.";
    private static final String SCAN = FIRST + "op.";
    private static final String IN_PROJECTION = ".op.in_proj.weight";
    private static final String PATCHES = "patch_embed.0.weight";
    private static final int PUBLISHED_SIZE = 224;

    /** Ways of computing the same scan in the original; none changes a result. */
    private static final Pattern CROSS_SCANS =
            Pattern.compile("(v0|v0seq|v01|v02|v03|v04|v05|v2|v3)(_no32)?(_noz)?(_no32)?");

    private final Shapes shapes;
    private final Arguments arguments;
    private final boolean local;

    private VMambaRecognition(Shapes shapes, Arguments arguments) {
        this.shapes = shapes;
        this.arguments = arguments;
        local = shapes.has(SCAN + "multi_scan.attn.norm.weight");
    }

    /** Whether these are weights of a VMamba or LocalVMamba. */
    static boolean fits(Shapes shapes) {
        return shapes.has(PATCHES)
                && shapes.has(SCAN + "x_proj_weight")
                && shapes.has(SCAN + "in_proj.weight");
    }

    /**
     * The configuration that these weights belong to. What they cannot tell comes from {@code
     * arguments}.
     *
     * @throws Problem if arguments and shapes contradict each other, or name a variant that scans
     *     in another way
     */
    static VMambaConfiguration recognise(Shapes shapes, Arguments arguments) {
        return new VMambaRecognition(shapes, arguments).configuration();
    }

    private VMambaConfiguration configuration() {
        refuseOtherVariants();
        boolean overlapping = shapes.has("patch_embed.5.weight");
        int patch = patchSize(overlapping);
        int imageSize = imageSize(patch);
        boolean gated = shapes.size(SCAN + "in_proj.weight", 0) == 2 * innerWidth(0);
        Reduction reduction = reduction();
        return new VMambaConfiguration(
                imageSize,
                patch,
                shapes.size(PATCHES, 1),
                arguments.agreeing("num_classes", shapes.size("classifier.head.weight", 0)),
                overlapping,
                shapes.has("patch_embed.2.weight"),
                shapes.has("pos_embed"),
                stages(Grid.ofPatches(imageSize, patch, overlapping), reduction),
                reduction,
                arguments.agreeing("ssm_d_state", shapes.size(SCAN + "A_logs", 1)),
                shapes.size(SCAN + "conv2d.weight", 2),
                gated,
                local,
                channelsFirst(gated));
    }

    private void refuseOtherVariants() {
        require("forward_type", CROSS_SCANS.asMatchPredicate());
        require("ssm_act_layer", "silu"::equalsIgnoreCase);
        require("mlp_act_layer", "gelu"::equalsIgnoreCase);
        require("norm_layer", word -> Set.of("ln", "ln2d").contains(lowerCase(word)));
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
                    "This is a VMamba of an unpublished kind (batch norm, gated MLP, another norm after the scan, no convolution or one of even size before it, or a search over directions), which cannot be run.");
        }
    }

    private void require(String name, Predicate<String> known) {
        Optional<String> word = arguments.word(name);
        if (word.isPresent() && !known.test(word.get())) {
            throw new Problem(
                    "A VMamba with %s = %s cannot be run: only the published cross scans with layer norm, SiLU and GELU can."
                            .formatted(name, word.get()));
        }
    }

    private static String lowerCase(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** Two overlapping convolutions move by half a patch each, one pixel less than their side. */
    private int patchSize(boolean overlapping) {
        int side = shapes.size(PATCHES, 2);
        return arguments.agreeing("patch_size", overlapping ? 2 * (side - 1) : side);
    }

    private int imageSize(int patch) {
        OptionalInt said = arguments.number("imgsize");
        if (said.isEmpty()) {
            said = arguments.number("img_size");
        }
        if (said.isEmpty()) {
            arguments.assume(
                    "imgsize",
                    Integer.toString(PUBLISHED_SIZE),
                    "images of %d × %d".formatted(PUBLISHED_SIZE, PUBLISHED_SIZE));
        }
        int size = said.orElse(PUBLISHED_SIZE);
        if (size < patch) {
            throw new Problem(
                    "Expected an image size of at least one patch of %d pixels, found %d."
                            .formatted(patch, size));
        }
        return size;
    }

    private Reduction reduction() {
        if (shapes.has("layers.0.downsample.reduction.weight")) {
            return Reduction.MERGING;
        }
        return shapes.sizeIfPresent("layers.0.downsample.1.weight", 2).orElse(3) == 2
                ? Reduction.STRIDED
                : Reduction.OVERLAPPING;
    }

    private List<StageConfiguration> stages(Grid first, Reduction reduction) {
        int[] depths =
                IntStream.range(0, shapes.count("layers.", ".blocks.0.op.in_proj.weight"))
                        .map(stage -> shapes.count("layers." + stage + ".blocks.", IN_PROJECTION))
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
        if (grid.tokens() == 0) {
            throw new Problem(
                    "The image size leaves no tokens for stage %d. Choose a larger imgsize."
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
        LocalDirections preset =
                LocalDirections.published(depths)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "This LocalVMamba is none of the published sizes, and its weights cannot tell in which directions its blocks scan. Say so with \"directions\" in a configuration file beside the weights."));
        arguments.assume(
                "directions",
                Arguments.written(preset.directions()),
                "scan directions of the published " + preset.words());
        return preset.directions();
    }

    /** Tells only how the original's tensors are laid out; published ones without gate are so. */
    private boolean channelsFirst(boolean gated) {
        return arguments
                .word("norm_layer")
                .map(word -> lowerCase(word).equals("ln2d"))
                .orElse(!gated && !local);
    }
}
