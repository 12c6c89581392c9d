package org.mambascope.model.vmamba;

import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.argument.SizeLimit;
import org.mambascope.model.initial.InitialWeights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Configuration of a VMamba or LocalVMamba: the arguments of the original constructors, by their
 * meaning.
 *
 * @param pixels rows and columns of the input
 * @param patchSize side of a patch in pixels
 * @param colours channels of the input
 * @param classes number of logits
 * @param overlappingPatches whether patches are embedded by two overlapping convolutions ({@code
 *     patchembed_version} v2), not by one of adjacent patches (v1)
 * @param normalisedPatches whether embedded patches are normalised
 * @param position whether there is a learned position embedding
 * @param stages from the finest grid to the coarsest
 * @param reduction between stages
 * @param stateSize states per channel of a scan (N)
 * @param convolutionSide side of the depth-wise convolution before the scans
 * @param gated whether the scans' output is gated by a second half of in_proj
 * @param local whether it is a LocalVMamba: each direction weighted by channel attention
 * @param channelsFirst whether the original's tensors are (images, channels, rows, columns)
 */
public record VMambaConfiguration(
        Grid pixels,
        int patchSize,
        int colours,
        int classes,
        boolean overlappingPatches,
        boolean normalisedPatches,
        boolean position,
        List<StageConfiguration> stages,
        DownsamplingVersion reduction,
        int stateSize,
        int convolutionSide,
        boolean gated,
        boolean local,
        boolean channelsFirst)
        implements ModelConfiguration {
    private static final int COLOURS = 3;
    private static final int CONVOLUTION_SIDE = 3;
    private static final int MLP_RATIO = 4;

    /** VMamba scans rows and columns, both ways, in every block. */
    static final List<String> CROSS = List.of("h", "v", "h_flip", "v_flip");

    public VMambaConfiguration {
        stages = List.copyOf(stages);
        SizeLimit.IMAGE_SIDE.require("imgsize", Math.max(pixels.rows(), pixels.columns()));
        SizeLimit.PATCH_SIDE.require("patch_size", patchSize);
        SizeLimit.COLOURS.require("in_chans", colours);
        SizeLimit.CLASSES.require("num_classes", classes);
        SizeLimit.STATES.require("ssm_d_state", stateSize);
        SizeLimit.BLOCKS.require(
                "blocks of all stages", stages.stream().mapToLong(StageConfiguration::depth).sum());
    }

    /**
     * A VMamba as published now ({@code v05_noz}): overlapping patches and reductions, one state,
     * no gate, MLPs four times as wide.
     *
     * @param width channels of the first stage; each next one has twice as many
     * @param ratio D of every stage is its width times this
     */
    public static VMambaConfiguration published(
            int imageSize, int patchSize, int classes, List<Integer> depths, int width, int ratio) {
        Grid pixels = Grid.square(imageSize);
        Grid grid = pixels.patches(patchSize, true);
        List<StageConfiguration> stages = new ArrayList<>();
        for (int depth : depths) {
            int channels = width << stages.size();
            stages.add(
                    new StageConfiguration(
                            grid,
                            channels,
                            ratio * channels,
                            Math.ceilDiv(channels, 16),
                            OptionalInt.of(MLP_RATIO * channels),
                            Collections.nCopies(depth, CROSS)));
            grid = DownsamplingVersion.OVERLAPPING.apply(grid);
        }
        return new VMambaConfiguration(
                pixels,
                patchSize,
                COLOURS,
                classes,
                true,
                true,
                false,
                stages,
                DownsamplingVersion.OVERLAPPING,
                1,
                CONVOLUTION_SIDE,
                false,
                false,
                true);
    }

    /**
     * A LocalVMamba as published: patches side by side, merged between stages, sixteen states, a
     * gate, no MLP.
     *
     * @param width channels of the first stage; each next one has twice as many
     * @param directions names of each block's scans, through all stages
     */
    public static VMambaConfiguration publishedLocal(
            int imageSize,
            int patchSize,
            int classes,
            List<Integer> depths,
            int width,
            List<List<String>> directions) {
        Grid pixels = Grid.square(imageSize);
        Grid grid = pixels.patches(patchSize, false);
        List<StageConfiguration> stages = new ArrayList<>();
        int block = 0;
        for (int depth : depths) {
            int channels = width << stages.size();
            stages.add(
                    new StageConfiguration(
                            grid,
                            channels,
                            2 * channels,
                            Math.ceilDiv(channels, 16),
                            OptionalInt.empty(),
                            directions.subList(block, block + depth)));
            grid = DownsamplingVersion.MERGING.apply(grid);
            block += depth;
        }
        return new VMambaConfiguration(
                pixels,
                patchSize,
                COLOURS,
                classes,
                false,
                true,
                false,
                stages,
                DownsamplingVersion.MERGING,
                16,
                CONVOLUTION_SIDE,
                true,
                true,
                false);
    }

    /** Copy with another number of states per channel. */
    public VMambaConfiguration withStateSize(int states) {
        return new VMambaConfiguration(
                pixels,
                patchSize,
                colours,
                classes,
                overlappingPatches,
                normalisedPatches,
                position,
                stages,
                reduction,
                states,
                convolutionSide,
                gated,
                local,
                channelsFirst);
    }

    @Override
    public String architecture() {
        return local ? "localvmamba" : "vmamba";
    }

    @Override
    public Map<String, Object> arguments() {
        StageConfiguration first = stages.getFirst();
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("imgsize", pixels.rows());
        arguments.put("patch_size", patchSize);
        arguments.put("in_chans", colours);
        arguments.put("num_classes", classes);
        arguments.put("depths", stages.stream().map(StageConfiguration::depth).toList());
        arguments.put("dims", stages.stream().map(StageConfiguration::width).toList());
        arguments.put("ssm_d_state", stateSize);
        arguments.put("ssm_ratio", (double) first.innerWidth() / first.width());
        arguments.put("ssm_conv", convolutionSide);
        arguments.put("patch_norm", normalisedPatches);
        if (local) {
            arguments.put(
                    "directions",
                    stages.stream().flatMap(stage -> stage.directions().stream()).toList());
            return arguments;
        }
        int hidden = first.hiddenWidth().orElse(0);
        arguments.put("ssm_conv_bias", hasConvolutionBias());
        arguments.put("forward_type", gated ? "v0" : "v05_noz");
        arguments.put("mlp_ratio", (double) hidden / first.width());
        arguments.put("norm_layer", channelsFirst ? "ln2d" : "ln");
        arguments.put("downsample_version", reduction.argument());
        arguments.put("patchembed_version", overlappingPatches ? "v2" : "v1");
        arguments.put("posembed", position);
        return arguments;
    }

    /** As {@code VSSM} and {@code SS2D} of the originals begin. */
    @Override
    public InitialWeights initialWeights() {
        return new VMambaInitialWeights(this).classifier();
    }

    /** As published, where there is a gate. */
    boolean hasConvolutionBias() {
        return gated;
    }

    /** Returns true if a block, by its index through all stages, is the last of its stage. */
    public boolean endsStage(int block) {
        int end = 0;
        for (StageConfiguration stage : stages) {
            end += stage.depth();
            if (block == end - 1) {
                return true;
            }
        }
        return false;
    }

    /** Grids of the stages for an image of other pixels, the finest first. */
    public List<Grid> grids(Grid image) {
        return Stream.iterate(image.patches(patchSize, overlappingPatches), reduction::apply)
                .limit(stages.size())
                .toList();
    }

    /** Number of blocks in all stages. */
    int depth() {
        return stages.stream().mapToInt(StageConfiguration::depth).sum();
    }

    /** For the user: {@code blocks 2-2-8-2, MLP, no gate}. */
    String words() {
        String depths =
                stages.stream()
                        .map(stage -> String.valueOf(stage.depth()))
                        .collect(Collectors.joining("-"));
        boolean mlp = stages.getFirst().hiddenWidth().isPresent();
        return "blocks %s, %s, %s"
                .formatted(depths, mlp ? "MLP" : "no MLP", gated ? "gate" : "no gate");
    }
}
