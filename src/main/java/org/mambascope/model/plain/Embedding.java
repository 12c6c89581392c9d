package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.tensor.PatchConvolution;

import java.util.List;
import java.util.Optional;

/**
 * From images to tokens: patches, class tokens in their place, learned positions.
 *
 * @param convolution that makes a token of each patch
 * @param place of the class tokens
 * @param classTokens (1, 1, E) each, as many as the place has
 * @param position (1, tokens, E)
 */
record Embedding(
        PatchConvolution convolution,
        ClassToken place,
        List<NDArray> classTokens,
        Optional<NDArray> position) {
    /** Names of the class tokens' weights. */
    static List<String> classTokenNames(ClassToken place) {
        return switch (place) {
            case MIDDLE, HEAD -> List.of("cls_token");
            case BOTH_ENDS -> List.of("cls_token_head", "cls_token_tail");
            case NONE -> List.of();
        };
    }

    /** Embeds (images, colours, height, width) as (images, tokens, E). */
    NDArray apply(NDArray images, Probe probe) {
        NDArray patches = convolution.ofPlanes(images);
        probe.offer(PlainMamba.PATCHES, patches);
        NDArray tokens = withClassTokens(patches);
        return position.map(tokens::add).orElse(tokens);
    }

    private NDArray withClassTokens(NDArray patches) {
        long images = patches.getShape().get(0);
        long count = patches.getShape().get(1);
        List<NDArray> tokens = classTokens.stream().map(token -> token.repeat(0, images)).toList();
        NDList parts =
                switch (place) {
                    case NONE -> new NDList(patches);
                    case HEAD -> new NDList(tokens.get(0), patches);
                    case BOTH_ENDS -> new NDList(tokens.get(0), patches, tokens.get(1));
                    case MIDDLE ->
                            new NDList(
                                    patches.get(":, 0:" + count / 2),
                                    tokens.get(0),
                                    patches.get(":, " + count / 2 + ":"));
                };
        tokens.forEach(token -> token.attach(patches.getManager()));
        return parts.size() == 1 ? patches : NDArrays.concat(parts, 1);
    }
}
