package org.mambascope.model.plain;

import org.mambascope.base.Problem;
import org.mambascope.model.argument.SizeLimit;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.layer.Norm;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Configuration of a plain Visual Mamba, whatever its scans: the arguments of the original
 * constructors, by their meaning.
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
 * @param classToken position of the class token
 * @param pooling of the tokens where there is no class token
 * @param rootMeanSquareNorm RMS norm; otherwise layer norm
 * @param absolutePosition whether there is a learned position embedding
 * @param rotaryPosition whether tokens are rotated before each block
 * @param rotaryResidual whether the residual is rotated too
 * @param pretrainedSide patches per side to which the rotary angles' positions are scaled; empty if
 *     the stored table of angles decides
 * @param normEpsilon added to the variance or mean square by the blocks' norms and the last one
 */
public record PlainConfiguration(
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
        boolean rootMeanSquareNorm,
        boolean absolutePosition,
        boolean rotaryPosition,
        boolean rotaryResidual,
        OptionalInt pretrainedSide,
        double normEpsilon) {
    public PlainConfiguration {
        SizeLimit.IMAGE_SIDE.require("img_size", imageSize);
        SizeLimit.PATCH_SIDE.require("patch_size", patchSize);
        SizeLimit.PATCH_SIDE.require("stride", stride);
        SizeLimit.COLOURS.require("channels", colours);
        SizeLimit.CLASSES.require("num_classes", classes);
        SizeLimit.CHANNELS.require("embed_dim", width);
        SizeLimit.CHANNELS.require("channels inside a mixer", innerWidth);
        SizeLimit.BLOCKS.require("depth", depth);
        SizeLimit.STATES.require("d_state", stateSize);
        if (imageSize < patchSize) {
            throw new Problem(
                    "Expected an image size of at least one patch of %d pixels, found %d."
                            .formatted(patchSize, imageSize));
        }
        long side = (imageSize - patchSize) / stride + 1;
        SizeLimit.TOKENS.require("patches of an image", side * side);
    }

    /**
     * A configuration with the originals' defaults: colour images, patches side by side, D = 2E, N
     * = 16, R = E / 16, a convolution over four tokens, RMS norm, learned positions.
     */
    public static PlainConfiguration of(
            int imageSize,
            int patchSize,
            int classes,
            int width,
            int depth,
            ClassToken classToken,
            boolean rotaryPosition) {
        return new PlainConfiguration(
                imageSize,
                patchSize,
                patchSize,
                3,
                classes,
                width,
                depth,
                2 * width,
                16,
                Math.ceilDiv(width, 16),
                4,
                classToken,
                classToken == ClassToken.NONE ? Pooling.MEAN : Pooling.NONE,
                true,
                true,
                rotaryPosition,
                rotaryPosition,
                OptionalInt.of(imageSize / patchSize),
                Norm.EPSILON);
    }

    /** Copy with another number of states per channel. */
    public PlainConfiguration withStateSize(int states) {
        return new PlainConfiguration(
                imageSize,
                patchSize,
                stride,
                colours,
                classes,
                width,
                depth,
                innerWidth,
                states,
                stepRank,
                taps,
                classToken,
                pooling,
                rootMeanSquareNorm,
                absolutePosition,
                rotaryPosition,
                rotaryResidual,
                pretrainedSide,
                normEpsilon);
    }

    /** Arguments of the original constructors that Vim and LocalVim have in common. */
    public Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("img_size", imageSize);
        arguments.put("patch_size", patchSize);
        arguments.put("channels", colours);
        arguments.put("num_classes", classes);
        arguments.put("embed_dim", width);
        arguments.put("depth", depth);
        arguments.put("d_state", stateSize);
        arguments.put("rms_norm", rootMeanSquareNorm);
        arguments.put("final_pool_type", pooling.name().toLowerCase(Locale.ROOT));
        arguments.put("if_cls_token", classToken != ClassToken.NONE);
        arguments.put("use_middle_cls_token", classToken == ClassToken.MIDDLE);
        arguments.put("if_abs_pos_embed", absolutePosition);
        arguments.put("if_rope", rotaryPosition);
        arguments.put("if_rope_residual", rotaryResidual);
        arguments.put("norm_epsilon", normEpsilon);
        pretrainedSide.ifPresent(side -> arguments.put("pt_hw_seq_len", side));
        return arguments;
    }

    /**
     * The rotary angles of its grid; positions are scaled to the grid itself if nothing is said.
     */
    RotaryAngles rotaryAngles() {
        return RotaryAngles.of(side(), pretrainedSide.orElse(side()), width);
    }

    /** Patches per side. */
    public int side() {
        return (imageSize - patchSize) / stride + 1;
    }

    /** Tokens of the first block, class tokens included. */
    public int tokens() {
        return side() * side() + classToken.count();
    }
}
