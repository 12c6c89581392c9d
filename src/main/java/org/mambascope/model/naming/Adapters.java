package org.mambascope.model.naming;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.WeightFile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Low-rank adapters (Hu et al., LoRA, 2022) stored separately from the weights that they change. A
 * model without its adapters is another one, so they have to be merged first.
 */
public final class Adapters {
    private static final Pattern NAME = Pattern.compile("(^|.*\\.)lora_(embedding_)?[AB](\\..*|$)");

    private Adapters() {}

    /**
     * Fails where weights have separate adapters.
     *
     * @throws Problem with one of them, and how to merge them
     */
    public static void refuse(WeightFile file) {
        List<String> found =
                file.tensors().keySet().stream()
                        .filter(name -> NAME.matcher(name).matches())
                        .sorted()
                        .toList();
        if (!found.isEmpty()) {
            throw new Problem(
                    "%s: expected weights with their adapters merged into them, found %d tensors of LoRA, %s the first of them: merge them with peft's merge_and_unload() and save the model again."
                            .formatted(file.path().getFileName(), found.size(), found.getFirst()));
        }
    }
}
