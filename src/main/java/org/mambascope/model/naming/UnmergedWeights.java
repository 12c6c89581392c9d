package org.mambascope.model.naming;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.WeightFile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Weights stored in parts that have to be multiplied first: low-rank adapters (Hu et al., LoRA,
 * 2022, and its relatives), and weight normalisation (Salimans and Kingma, 2016). A model that
 * leaves a part out is another one.
 */
public final class UnmergedWeights {
    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "(^|.*\\.)(lora_(embedding_)?[AB]|lora_(down|up|magnitude_vector)|(hada|lokr)_w\\d)(\\..*|$)",
                            "adapters merged into them",
                            "of an adapter",
                            "merge them, with peft by merge_and_unload(),"),
                    new Kind(
                            ".*(\\.weight_[gv]|\\.parametrizations\\..*\\.original\\d)$",
                            "normalisation folded into them",
                            "of a parametrisation",
                            "call remove_weight_norm or parametrize.remove_parametrizations"));

    private record Kind(Pattern name, String expected, String found, String remedy) {
        Kind(String name, String expected, String found, String remedy) {
            this(Pattern.compile(name), expected, found, remedy);
        }
    }

    private UnmergedWeights() {}

    /**
     * Fails where weights are stored in parts.
     *
     * @throws Problem with the first of them, and how to merge them
     */
    public static void refuse(WeightFile file) {
        for (Kind kind : KINDS) {
            List<String> found =
                    file.tensors().keySet().stream()
                            .filter(name -> kind.name().matcher(name).matches())
                            .sorted()
                            .toList();
            if (!found.isEmpty()) {
                throw new Problem(
                        "%s: expected weights with their %s, found %d tensors %s, %s the first of them: %s and save the model again."
                                .formatted(
                                        file.path().getFileName(),
                                        kind.expected(),
                                        found.size(),
                                        kind.found(),
                                        found.getFirst(),
                                        kind.remedy()));
            }
        }
    }
}
