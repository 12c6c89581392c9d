package org.mambascope.model.vim;

import org.mambascope.model.ClassToken;

/**
 * What a Vim is built from: the arguments of the original constructor, by their meaning.
 *
 * @param imageSize side of the square input in pixels
 * @param patchSize side of a patch in pixels
 * @param stride distance between patches in pixels
 * @param colours channels of the input
 * @param classes number of logits
 * @param width channels between blocks (E)
 * @param depth number of blocks
 * @param innerWidth channels inside a mixer (D)
 * @param stateSize states per channel (N)
 * @param stepRank channels between x_proj and dt_proj (R)
 * @param taps tokens that the convolution sees
 * @param classToken where it stands
 * @param pooling what stands for the image where there is no class token
 * @param directions in which a mixer scans
 * @param dividesOutput whether the two directions are averaged, not added
 * @param rootMeanSquareNorm RMS norm; otherwise layer norm
 * @param absolutePosition whether there is a learned position embedding
 * @param rotaryPosition whether tokens are rotated before each block
 * @param rotaryResidual whether the residual is rotated too
 * @param pretrainedSide patches per side for which the rotary angles were chosen
 * @param layerScale whether a mixer's output is scaled per channel
 * @param alternating whether blocks come in pairs, one forward and one backward
 */
public record VimConfiguration(
        int imageSize,
        int patchSize,
        int stride,
        int colours,
        int classes,
        int width,
        int depth,
        int innerWidth,
        int stateSize,
        int stepRank,
        int taps,
        ClassToken classToken,
        Pooling pooling,
        Directions directions,
        boolean dividesOutput,
        boolean rootMeanSquareNorm,
        boolean absolutePosition,
        boolean rotaryPosition,
        boolean rotaryResidual,
        int pretrainedSide,
        boolean layerScale,
        boolean alternating) {
    /** Patches per side. */
    public int side() {
        return (imageSize - patchSize) / stride + 1;
    }

    /** Tokens of the first block, class tokens included. */
    public int tokens() {
        return side() * side() + classToken.count();
    }
}
