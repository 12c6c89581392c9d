package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import org.mambascope.model.Probe;

import java.util.Optional;

/**
 * From images to tokens ({@code _make_patch_embed}, {@code _make_patch_embed_v2} of the original).
 *
 * @param first convolution of the images
 * @param middle the grid that it makes
 * @param second convolution after a GELU; empty if patches lie side by side
 * @param position (1, tokens, channels)
 */
record PatchEmbedding(
        GridConvolution first,
        Grid middle,
        Optional<GridConvolution> second,
        Optional<NDArray> position) {
    /** What leaves the embedding before positions are added. */
    static final String OUTPUT = "patch_embed.out";

    /** Embeds (images, colours, height, width) as (images, tokens, channels). */
    NDArray apply(NDArray images, Probe probe) {
        NDArray embedded = first.apply(images);
        NDArray patches =
                second.map(layer -> layer.apply(middle.planes(Activation.gelu(embedded))))
                        .orElse(embedded);
        probe.offer(OUTPUT, patches);
        return position.map(patches::add).orElse(patches);
    }
}
