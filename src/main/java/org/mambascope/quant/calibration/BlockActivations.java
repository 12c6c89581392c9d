package org.mambascope.quant.calibration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.ModelBlock;
import org.mambascope.model.Probe;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.token.TokenStream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Token streams between two blocks for all calibration images, in batches.
 *
 * @param manager owner of the batches
 * @param batches in the order of the images
 */
public record BlockActivations(NDManager manager, List<TokenStream> batches)
        implements AutoCloseable {
    public BlockActivations {
        batches = List.copyOf(batches);
    }

    /** Embeds the images: the inputs of the first block. */
    public static BlockActivations embed(VisualMamba network, CalibrationSet set, int batchSize) {
        NDManager manager = network.manager().newSubManager();
        int image = set.values().length / set.count();
        List<TokenStream> batches = new ArrayList<>();
        for (int first = 0; first < set.count(); first += batchSize) {
            int end = Math.min(set.count(), first + batchSize);
            float[] values = Arrays.copyOfRange(set.values(), first * image, end * image);
            try (NDManager scope = manager.newSubManager()) {
                NDArray images =
                        scope.create(values, new Shape(end - first, 3, set.height(), set.width()));
                batches.add(network.embed(images, Probe.NONE).attach(manager));
            }
        }
        return new BlockActivations(manager, batches);
    }

    /** Runs a block: the inputs of the next block. */
    public BlockActivations through(ModelBlock block) {
        NDManager next = manager.getParentManager().newSubManager();
        return new BlockActivations(
                next,
                batches.stream()
                        .map(
                                batch -> {
                                    try (NDManager scope = next.newSubManager()) {
                                        TokenStream lent = duplicate(batch, scope);
                                        return block.apply(lent, Probe.NONE).attach(next);
                                    }
                                })
                        .toList());
    }

    /** A copy, whose owner may free it. */
    static TokenStream duplicate(TokenStream stream, NDManager owner) {
        NDArray hidden = stream.hidden().duplicate();
        hidden.attach(owner);
        return new TokenStream(
                hidden,
                stream.residual()
                        .map(
                                array -> {
                                    NDArray copy = array.duplicate();
                                    copy.attach(owner);
                                    return copy;
                                }));
    }

    /**
     * Copy with the hidden output in the residual's place, as PTQ4VM's code has it after the first
     * block: there the residual is the block's input itself, into whose memory the code has just
     * written the hidden output ({@code jlss.py}).
     */
    BlockActivations withOverwrittenResidual() {
        return new BlockActivations(
                manager,
                batches.stream()
                        .map(
                                batch ->
                                        new TokenStream(
                                                batch.hidden(),
                                                batch.residual().map(_ -> batch.hidden())))
                        .toList());
    }

    /** Number of images. */
    public int images() {
        return batches.stream()
                .mapToInt(batch -> Math.toIntExact(batch.hidden().getShape().get(0)))
                .sum();
    }

    @Override
    public void close() {
        manager.close();
    }
}
