package org.mambascope.model.argument;

import org.mambascope.base.KnownNames;

import java.util.HashSet;
import java.util.Set;

/**
 * The arguments of an architecture's original constructor.
 *
 * @param architecture as a description names it, {@code vim}
 * @param family the architecture's name for the user, {@code Vim}
 * @param honoured arguments that are computed with, or held against the weights
 * @param inert arguments that cannot change what a trained model computes, such as drop rates
 */
public record Constructor(
        String architecture, String family, Set<String> honoured, Set<String> inert) {
    /** Arguments that timm's {@code create_model} hands to every constructor; all are inert. */
    private static final Set<String> TRAINING =
            Set.of(
                    "pretrained",
                    "pretrained_cfg",
                    "drop_rate",
                    "drop_path_rate",
                    "drop_block_rate",
                    "use_checkpoint",
                    "device");

    public Constructor {
        honoured = Set.copyOf(honoured);
        inert = union(inert, TRAINING);
    }

    /** All arguments. */
    public KnownNames names() {
        return KnownNames.of("argument of " + family, union(honoured, inert));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
