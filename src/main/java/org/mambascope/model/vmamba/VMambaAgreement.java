package org.mambascope.model.vmamba;

import org.mambascope.model.Assumption.Reason;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Holds the arguments of a VMamba that its weights tell by themselves against the weights, and
 * refuses those with which the original computes something else than this program.
 */
record VMambaAgreement(
        WeightShapes shapes, ConstructorArguments arguments, VMambaConfiguration configuration) {
    /** Arguments of {@code VSSM} of VMamba. */
    static final Constructor VMAMBA =
            new Constructor(
                    "vmamba",
                    "VMamba",
                    Set.of(
                            "imgsize",
                            "img_size",
                            "patch_size",
                            "in_chans",
                            "num_classes",
                            "depths",
                            "dims",
                            "ssm_d_state",
                            "ssm_ratio",
                            "ssm_dt_rank",
                            "ssm_act_layer",
                            "ssm_conv",
                            "ssm_conv_bias",
                            "forward_type",
                            "mlp_ratio",
                            "mlp_act_layer",
                            "gmlp",
                            "patch_norm",
                            "norm_layer",
                            "downsample_version",
                            "patchembed_version",
                            "posembed"),
                    Set.of("ssm_drop_rate", "ssm_init", "mlp_drop_rate"));

    /** Arguments of {@code VSSM} of LocalMamba. */
    static final Constructor LOCAL =
            new Constructor(
                    "localvmamba",
                    "LocalVMamba",
                    Set.of(
                            "imgsize",
                            "img_size",
                            "patch_size",
                            "in_chans",
                            "num_classes",
                            "depths",
                            "dims",
                            "ssm_d_state",
                            "ssm_ratio",
                            "ssm_dt_rank",
                            "ssm_act_layer",
                            "ssm_conv",
                            "ssm_conv_bias",
                            "patch_norm",
                            "norm_layer",
                            "directions"),
                    Set.of("ssm_drop_rate", "ssm_simple_init"));

    /** Ways of computing the same scan in the original; none changes a result. */
    private static final Pattern CROSS_SCANS =
            Pattern.compile("(v0|v0seq|v01|v02|v03|v04|v05|v2|v3)(_no32)?(_noz)?(_no32)?");

    /**
     * Compares everything.
     *
     * @throws org.mambascope.base.Problem for the first argument that does not fit
     */
    void require() {
        List<StageConfiguration> stages = configuration.stages();
        agreeing("depths", StageConfiguration::depth);
        List<Integer> widths = stages.stream().map(StageConfiguration::width).toList();
        arguments.agree("dims", widths.toString(), text -> isWidths(text, widths));
        for (StageConfiguration stage : stages) {
            int width = stage.width();
            int inner = stage.innerWidth();
            arguments.agree(
                    "ssm_ratio",
                    String.valueOf((double) inner / width),
                    ConstructorArguments.times(width, inner));
            arguments.agree(
                    "ssm_dt_rank",
                    String.valueOf(stage.stepRank()),
                    ConstructorArguments.rank(width, stage.stepRank()));
        }
        arguments.agreeing("ssm_conv_bias", shapes.has("layers.0.blocks.0.op.conv2d.bias"));
        silu();
        arguments.only(
                "norm_layer", "layer norm", word -> Set.of("ln", "ln2d").contains(small(word)));
        if (!configuration.local()) {
            requireCrossScan();
            requireBlocks(stages);
        }
    }

    private void silu() {
        String activation =
                arguments.word("ssm_act_layer", "silu", Reason.DEFAULT, "SiLU after convolutions");
        arguments.only("ssm_act_layer", "silu", word -> small(activation).equals("silu"));
    }

    private void requireCrossScan() {
        String published = configuration.gated() ? "v2" : "v05_noz";
        arguments.word("forward_type", published, Reason.DEFAULT, "cross scan in four directions");
        arguments.only("forward_type", "the published cross scans", CROSS_SCANS.asMatchPredicate());
        arguments.agree(
                "forward_type", published, word -> word.contains("_noz") != configuration.gated());
    }

    private void requireBlocks(List<StageConfiguration> stages) {
        for (StageConfiguration stage : stages) {
            int hidden = stage.hiddenWidth().orElse(0);
            arguments.agree(
                    "mlp_ratio",
                    String.valueOf((double) hidden / stage.width()),
                    ConstructorArguments.times(stage.width(), hidden));
        }
        if (stages.getFirst().hiddenWidth().isPresent()) {
            arguments.word("mlp_act_layer", "gelu", Reason.DEFAULT, "GELU inside MLPs");
        }
        arguments.only("mlp_act_layer", "gelu", word -> small(word).equals("gelu"));
        arguments.agreeing("gmlp", false);
        String embedding = configuration.overlappingPatches() ? "v2" : "v1";
        arguments.agree("patchembed_version", embedding, embedding::equals);
        if (stages.size() > 1) {
            String reduction = configuration.reduction().argument();
            arguments.agree("downsample_version", reduction, reduction::equals);
        }
    }

    private void agreeing(String name, Function<StageConfiguration, Integer> size) {
        String found = configuration.stages().stream().map(size).toList().toString();
        arguments.agree(name, found, text -> plain(text).equals(plain(found)));
    }

    /** All widths, or the first, of which each next stage has twice as many. */
    private static boolean isWidths(String text, List<Integer> widths) {
        boolean doubling = true;
        for (int stage = 1; stage < widths.size(); stage++) {
            doubling &= widths.get(stage) == widths.getFirst() << stage;
        }
        return plain(text).equals(plain(widths.toString()))
                || doubling && plain(text).equals(widths.getFirst().toString());
    }

    /** A list without brackets and blanks. */
    private static String plain(String list) {
        return list.replaceAll("[\\s\\[\\]]", "");
    }

    private static String small(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
