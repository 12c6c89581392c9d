package org.mambascope.model.plain;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.model.Assumption.Reason;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.SizeLimit;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.model.layer.Norm;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises what Vim and LocalVim have in common from names and shapes of the weights.
 *
 * @param firstSuffix of the names of a mixer's first scan: {@code A_log} and this
 */
public record PlainRecognition(
        WeightShapes shapes, ConstructorArguments arguments, String firstSuffix) {
    /** Arguments that both constructors have, and that are honoured or held against the weights. */
    public static final Set<String> HONOURED =
            Set.of(
                    "img_size",
                    "patch_size",
                    "depth",
                    "embed_dim",
                    "d_state",
                    "channels",
                    "num_classes",
                    "ssm_cfg",
                    "norm_epsilon",
                    "rms_norm",
                    "dtype",
                    "pt_hw_seq_len",
                    "final_pool_type",
                    "if_abs_pos_embed",
                    "if_rope",
                    "if_rope_residual",
                    "if_cls_token",
                    "use_middle_cls_token");

    /** Arguments that both constructors have, and that change nothing after training. */
    public static final Set<String> INERT =
            Set.of("initializer_cfg", "fused_add_norm", "residual_in_fp32", "ft_seq_len");

    private static final int PRETRAINED_SIDE = 14;

    private static final KnownNames MIXER_ARGUMENTS =
            KnownNames.of(
                    "argument of a Mamba mixer",
                    Set.of(
                            "d_state",
                            "d_conv",
                            "expand",
                            "dt_rank",
                            "conv_bias",
                            "bias",
                            "use_fast_path",
                            "dt_min",
                            "dt_max",
                            "dt_init",
                            "dt_scale",
                            "dt_init_floor"));

    private static final String MIXER = "layers.0.mixer.";
    private static final String PATCHES = "patch_embed.proj.weight";
    private static final Pattern BESIDE_MARKS =
            Pattern.compile(
                    "patch_embed\\.proj\\.(weight|bias)|layers\\.\\d+\\.mixer\\.("
                            + "((in|out|x|dt)_proj|conv1d)(_b|_[0-3])?\\.(weight|bias)"
                            + "|(A_log|A_b_log|D)(_b|_[0-3])?)");

    /** Names of weights that tell a plain Visual Mamba whose scans are named so. */
    public static List<String> marks(String firstSuffix) {
        return List.of(PATCHES, MIXER + "in_proj.weight", MIXER + "A_log" + firstSuffix);
    }

    /**
     * Returns true if weights of a block, or of the patches, have this name, in whatever direction.
     */
    public static boolean hasName(String name) {
        return BESIDE_MARKS.matcher(name).matches();
    }

    /**
     * The configuration that these weights belong to.
     *
     * @param mayOverlap whether the family's patches may overlap
     * @param rotaryResidual whether the family, as published, rotates the residual too
     * @throws Problem if arguments and shapes contradict each other
     */
    public PlainConfiguration recognise(
            ClassToken classToken, boolean mayOverlap, boolean rotaryResidual) {
        int patch = arguments.agreeing("patch_size", shapes.size(PATCHES, 2));
        arguments.agreeing("if_cls_token", classToken != ClassToken.NONE);
        arguments.only("dtype", "float32", text -> text.replace("torch.", "").equals("float32"));
        boolean rotary = rotary();
        PatchGrid.Clues clues = new PatchGrid.Clues(shapes, arguments, patch, classToken);
        PatchGrid grid = mayOverlap ? clues.overlapping() : clues.sideBySide();
        PlainConfiguration configuration =
                new PlainConfiguration(
                        grid.imageSize(),
                        patch,
                        grid.stride(),
                        arguments.agreeing("channels", shapes.size(PATCHES, 1)),
                        arguments.agreeing("num_classes", shapes.size("head.weight", 0)),
                        arguments.agreeing("embed_dim", shapes.size(PATCHES, 0)),
                        arguments.agreeing(
                                "depth", shapes.parts("layers.", ".mixer.in_proj.weight")),
                        shapes.size(MIXER + "in_proj.weight", 0) / 2,
                        arguments.agreeing(
                                "d_state", shapes.size(MIXER + "A_log" + firstSuffix, 1)),
                        shapes.size(MIXER + "dt_proj" + firstSuffix + ".weight", 1),
                        shapes.size(MIXER + "conv1d" + firstSuffix + ".weight", 2),
                        classToken,
                        pooling(classToken),
                        arguments.agreeing("rms_norm", !shapes.has("norm_f.bias")),
                        arguments.agreeing("if_abs_pos_embed", shapes.has("pos_embed")),
                        rotary,
                        rotary
                                && arguments.flag(
                                        "if_rope_residual",
                                        rotaryResidual,
                                        Reason.PUBLISHED,
                                        rotaryResidual
                                                ? "residual rotated too"
                                                : "residual not rotated"),
                        pretrainedSide(rotary),
                        arguments.number(
                                "norm_epsilon", Norm.EPSILON, 0, 1, "norms add " + Norm.EPSILON));
        arguments.inner("ssm_cfg").ifPresent(mixer -> agreeing(mixer, configuration));
        return configuration;
    }

    private boolean rotary() {
        boolean table = shapes.has(RotaryAngles.COSINES);
        return table
                ? arguments.agreeing("if_rope", true)
                : arguments.flag("if_rope", false, Reason.DEFAULT, "tokens are not rotated");
    }

    private OptionalInt pretrainedSide(boolean rotary) {
        OptionalInt said = arguments.size("pt_hw_seq_len", SizeLimit.IMAGE_SIDE);
        if (rotary && said.isEmpty() && !shapes.has(RotaryAngles.COSINES)) {
            return OptionalInt.of(
                    Integer.parseInt(
                            arguments.word(
                                    "pt_hw_seq_len",
                                    String.valueOf(PRETRAINED_SIDE),
                                    Reason.PUBLISHED,
                                    "rotary angles scaled to %d × %d patches"
                                            .formatted(PRETRAINED_SIDE, PRETRAINED_SIDE))));
        }
        return said;
    }

    private void agreeing(ConstructorArguments mixer, PlainConfiguration plain) {
        mixer.require(MIXER_ARGUMENTS);
        mixer.agreeing("d_state", plain.stateSize());
        mixer.agreeing("d_conv", plain.taps());
        mixer.agree(
                "expand",
                String.valueOf((double) plain.innerWidth() / plain.width()),
                ConstructorArguments.times(plain.width(), plain.innerWidth()));
        mixer.agree(
                "dt_rank",
                String.valueOf(plain.stepRank()),
                ConstructorArguments.rank(plain.width(), plain.stepRank()));
        mixer.agreeing("conv_bias", shapes.has(MIXER + "conv1d" + firstSuffix + ".bias"));
        mixer.agreeing("bias", shapes.has(MIXER + "in_proj.bias"));
        mixer.only("use_fast_path", "true", text -> text.equalsIgnoreCase("true"));
    }

    private Pooling pooling(ClassToken classToken) {
        if (classToken != ClassToken.NONE) {
            return Pooling.NONE;
        }
        String word =
                arguments.word("final_pool_type", "mean", Reason.PUBLISHED, "mean over the tokens");
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
