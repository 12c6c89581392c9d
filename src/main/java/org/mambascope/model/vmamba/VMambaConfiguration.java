package org.mambascope.model.vmamba;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a VMamba or LocalVMamba is built from: the arguments of the original constructors, by their
 * meaning.
 *
 * @param imageSize side of the square input in pixels
 * @param patchSize side of a patch in pixels
 * @param colours channels of the input
 * @param classes number of logits
 * @param overlappingPatches whether patches are embedded by two overlapping convolutions ({@code
 *     patchembed_version} v2), not by one of patches side by side (v1)
 * @param normalisedPatches whether embedded patches are normalised
 * @param position whether there is a learned position embedding
 * @param stages from the finest grid to the coarsest
 * @param reduction between stages
 * @param stateSize states per channel of a scan (N)
 * @param convolutionSide side of the depth-wise convolution before the scans
 * @param gated whether what the scans give is gated by a second half of in_proj
 * @param local whether it is a LocalVMamba: each direction weighted by channel attention
 * @param channelsFirst whether the original's tensors are (images, channels, rows, columns)
 */
record VMambaConfiguration(
        int imageSize,
        int patchSize,
        int colours,
        int classes,
        boolean overlappingPatches,
        boolean normalisedPatches,
        boolean position,
        List<StageConfiguration> stages,
        Reduction reduction,
        int stateSize,
        int convolutionSide,
        boolean gated,
        boolean local,
        boolean channelsFirst) {
    VMambaConfiguration {
        stages = List.copyOf(stages);
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
