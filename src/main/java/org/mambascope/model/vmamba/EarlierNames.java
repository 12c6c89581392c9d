package org.mambascope.model.vmamba;

import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.naming.RenamedWeights;

/**
 * The weights of a VMamba as first published, under the names of the present original code ({@code
 * VSSM._load_from_state_dict} renames them alike).
 */
final class EarlierNames {
    private static final String MARK = "layers.0.blocks.0.self_attention.in_proj.weight";

    private EarlierNames() {}

    /** The file itself if its names are not the earlier ones. */
    static WeightFile replaced(WeightFile file) {
        return file.tensors().containsKey(MARK)
                ? new RenamedWeights(file, EarlierNames::present)
                : file;
    }

    private static String present(String stored) {
        return stored.replaceFirst("^patch_embed\\.proj\\.", "patch_embed.0.")
                .replaceFirst("^patch_embed\\.norm\\.", "patch_embed.2.")
                .replaceFirst("^(norm|head)\\.", "classifier.$1.")
                .replaceFirst("\\.ln_1\\.", ".norm.")
                .replaceFirst("\\.self_attention\\.", ".op.");
    }
}
