package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.tensor.Kernels;

import java.util.Optional;

/**
 * From images to tokens ({@code _make_patch_embed}, {@code _make_patch_embed_v2} of the original).
 *
 * @param kernels for the GELU
 * @param first convolution of the images
 * @param second convolution after a GELU; empty if patches lie side by side
 * @param patch side of a patch in pixels
 * @param position (1, tokens, channels)
 */
record PatchEmbedding(
        Kernels kernels,
        GridConvolution first,
        Optional<GridConvolution> second,
        int patch,
        Optional<NDArray> position) {
    /** Output of the embedding before positions are added. */
    static final String OUTPUT = "patch_embed.out";

    /** Embeds (images, colours, height, width) as (images, tokens, channels). */
    NDArray apply(NDArray images, Probe probe) {
        NDArray embedded = first.ofPlanes(images);
        Grid middle = Grid.of(images).halfEmbedded(patch);
        NDArray patches =
                second.map(layer -> layer.ofTokens(kernels.gelu(embedded), middle))
                        .orElse(embedded);
        probe.offer(OUTPUT, patches);
        return position.map(patches::add).orElse(patches);
    }
}
