package org.mambascope.model.plain;

import org.mambascope.base.Problem;
import org.mambascope.model.Arguments;
import org.mambascope.model.ClassToken;
import org.mambascope.model.Shapes;

import java.util.OptionalInt;

/**
 * Recognises what Vim and LocalVim have in common from names and shapes of the weights.
 *
 * @param firstSuffix of the names of a mixer's first scan: {@code A_log} and this
 */
public record PlainRecognition(Shapes shapes, Arguments arguments, String firstSuffix) {
    private static final String MIXER = "layers.0.mixer.";
    private static final String PATCHES = "patch_embed.proj.weight";

    /** Whether these are weights of a plain Visual Mamba whose scans are named so. */
    public static boolean fits(Shapes shapes, String firstSuffix) {
        return shapes.has(PATCHES)
                && shapes.has(MIXER + "in_proj.weight")
                && shapes.has(MIXER + "A_log" + firstSuffix);
    }

    /**
     * The configuration that these weights belong to.
     *
     * @param stride distance between patches in pixels
     * @param rotaryResidual whether the family, as published, rotates the residual too
     * @throws Problem if arguments and shapes contradict each other
     */
    public PlainConfiguration recognise(ClassToken classToken, int stride, boolean rotaryResidual) {
        int patch = arguments.agreeing("patch_size", patchSize());
        boolean rotary = arguments.flag("if_rope", shapes.has("rope.freqs_cos"));
        return new PlainConfiguration(
                imageSize(patch, stride, classToken),
                patch,
                stride,
                shapes.size(PATCHES, 1),
                arguments.agreeing("num_classes", shapes.size("head.weight", 0)),
                arguments.agreeing("embed_dim", shapes.size(PATCHES, 0)),
                arguments.agreeing("depth", shapes.count("layers.", ".mixer.in_proj.weight")),
                shapes.size(MIXER + "in_proj.weight", 0) / 2,
                arguments.agreeing("d_state", shapes.size(MIXER + "A_log" + firstSuffix, 1)),
                shapes.size(MIXER + "dt_proj" + firstSuffix + ".weight", 1),
                shapes.size(MIXER + "conv1d" + firstSuffix + ".weight", 2),
                classToken,
                pooling(classToken),
                !shapes.has("norm_f.bias"),
                shapes.has("pos_embed"),
                rotary,
                rotary
                        && arguments.flag(
                                "if_rope_residual",
                                rotaryResidual,
                                rotaryResidual ? "residual rotated too" : "residual not rotated"),
                arguments.number("pt_hw_seq_len").orElse(14));
    }

    /** Side of a patch in pixels. */
    public int patchSize() {
        return shapes.size(PATCHES, 2);
    }

    private int imageSize(int patch, int stride, ClassToken classToken) {
        OptionalInt said = arguments.number("img_size");
        if (said.isPresent()) {
            if (said.getAsInt() < patch) {
                throw new Problem(
                        "Expected an image size of at least one patch of %d pixels, found %d."
                                .formatted(patch, said.getAsInt()));
            }
            return said.getAsInt();
        }
        OptionalInt rows = shapes.sizeIfPresent("pos_embed", 1);
        if (rows.isEmpty()) {
            arguments.assume("img_size", "224", "images of 224 × 224");
            return 224;
        }
        int side = (int) Math.round(Math.sqrt(rows.getAsInt() - classToken.count()));
        return (side - 1) * stride + patch;
    }

    private Pooling pooling(ClassToken classToken) {
        if (classToken != ClassToken.NONE) {
            return Pooling.NONE;
        }
        String word =
                arguments
                        .word("final_pool_type")
                        .orElseGet(
                                () -> {
                                    arguments.assume(
                                            "final_pool_type", "mean", "mean over the tokens");
                                    return "mean";
                                });
        return switch (word) {
            case "none" -> Pooling.NONE;
            case "mean" -> Pooling.MEAN;
            case "max" -> Pooling.MAX;
            default ->
                    throw new Problem(
                            "Expected none, mean or max for final_pool_type, found " + word + ".");
        };
    }
}
