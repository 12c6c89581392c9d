package org.mambascope.model.vim;

import org.mambascope.base.Problem;
import org.mambascope.model.Arguments;
import org.mambascope.model.ClassToken;
import org.mambascope.model.Shapes;

import java.util.OptionalInt;

/** Recognises a Vim from names and shapes of its weights. */
public final class VimRecognition {
    private static final String MIXER = "layers.0.mixer.";
    private static final String PATCHES = "patch_embed.proj.weight";

    private final Shapes shapes;
    private final Arguments arguments;

    private VimRecognition(Shapes shapes, Arguments arguments) {
        this.shapes = shapes;
        this.arguments = arguments;
    }

    /** Whether these are weights of a Vim. */
    public static boolean fits(Shapes shapes) {
        return shapes.has(PATCHES)
                && shapes.has(MIXER + "in_proj.weight")
                && shapes.has(MIXER + "A_log");
    }

    /**
     * The configuration that these weights belong to. What they cannot tell comes from {@code
     * arguments}.
     *
     * @throws Problem if arguments and shapes contradict each other
     */
    public static VimConfiguration recognise(Shapes shapes, Arguments arguments) {
        return new VimRecognition(shapes, arguments).configuration();
    }

    private VimConfiguration configuration() {
        int patch = arguments.agreeing("patch_size", shapes.size(PATCHES, 2));
        ClassToken classToken = classToken();
        int stride = stride(patch);
        boolean rotary = arguments.flag("if_rope", shapes.has("rope.freqs_cos"));
        return new VimConfiguration(
                imageSize(patch, stride, classToken),
                patch,
                stride,
                shapes.size(PATCHES, 1),
                arguments.agreeing("num_classes", shapes.size("head.weight", 0)),
                arguments.agreeing("embed_dim", shapes.size(PATCHES, 0)),
                arguments.agreeing("depth", shapes.count("layers.", ".mixer.in_proj.weight")),
                shapes.size(MIXER + "in_proj.weight", 0) / 2,
                arguments.agreeing("d_state", shapes.size(MIXER + "A_log", 1)),
                shapes.size(MIXER + "dt_proj.weight", 1),
                shapes.size(MIXER + "conv1d.weight", 2),
                classToken,
                pooling(classToken),
                directions(),
                dividesOutput(),
                !shapes.has("norm_f.bias"),
                shapes.has("pos_embed"),
                rotary,
                rotary && arguments.flag("if_rope_residual", false, "residual not rotated"),
                arguments.number("pt_hw_seq_len").orElse(14),
                shapes.has(MIXER + "gamma"),
                arguments.flag("if_bidirectional", false));
    }

    private ClassToken classToken() {
        if (shapes.has("cls_token_head")) {
            return ClassToken.BOTH_ENDS;
        }
        if (!shapes.has("cls_token")) {
            return ClassToken.NONE;
        }
        return arguments.flag("use_middle_cls_token", true, ClassToken.MIDDLE.words())
                ? ClassToken.MIDDLE
                : ClassToken.HEAD;
    }

    private int stride(int patch) {
        OptionalInt stride = arguments.number("stride");
        if (stride.isEmpty()) {
            arguments.assume("patches side by side (stride " + patch + ")");
        }
        return stride.orElse(patch);
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
            arguments.assume("images of 224 × 224");
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
                                    arguments.assume("mean over the tokens");
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

    private Directions directions() {
        if (shapes.has(MIXER + "conv1d_b.weight")) {
            return Directions.SEPARATE;
        }
        return shapes.has(MIXER + "A_b_log") ? Directions.SHARED : Directions.FORWARD;
    }

    private boolean dividesOutput() {
        return directions() == Directions.SEPARATE
                && arguments.flag("if_divide_out", true, "both directions averaged");
    }
}
