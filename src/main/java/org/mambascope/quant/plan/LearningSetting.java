package org.mambascope.quant.plan;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;

import java.util.stream.Stream;

/**
 * Settings of JLSS learning.
 *
 * @param id the name that users type
 * @param epochs passes over the calibration images
 * @param batchSize images of an optimiser step, at most
 * @param stepsPerEpoch optimiser steps of an epoch, at least; few images make small batches
 * @param stepRate learning rate of step sizes, or of their logarithms
 * @param smoothRate learning rate of smoothing scales, or of their logarithms
 * @param weightDecay of AdamW
 * @param longestGradient of all parameters of a block together
 * @param logarithmic whether logarithms are learned, so that a rate means the same at every bit
 *     width
 * @param loss that is minimised
 * @param keepsBest whether the best parameters seen are kept, and learning stops when the loss has
 *     settled
 * @param overwritesFirstResidual whether the residual that leaves the first block is the hidden
 *     output, as in PTQ4VM's code
 */
public record LearningSetting(
        String id,
        int epochs,
        int batchSize,
        int stepsPerEpoch,
        double stepRate,
        double smoothRate,
        double weightDecay,
        double longestGradient,
        boolean logarithmic,
        Loss loss,
        boolean keepsBest,
        boolean overwritesFirstResidual) {
    /** Loss that learning minimises, as a mean over images and tokens. */
    public enum Loss {
        /** 1 − cosine similarity of a block's hidden output over channels. */
        HIDDEN_COSINE,
        /**
         * Square of the error of hidden + residual, over the square of the target, plus a twentieth
         * of the cosine distance of hidden.
         */
        STREAM_AND_HIDDEN
    }

    private static final int ALL = Integer.MAX_VALUE;

    /** Exactly PTQ4VM's. */
    public static final LearningSetting PUBLISHED =
            new LearningSetting(
                    "published",
                    100,
                    ALL,
                    1,
                    5e-4,
                    1e-2,
                    1e-5,
                    2,
                    false,
                    Loss.HIDDEN_COSINE,
                    false,
                    true);

    /**
     * Setting that works at every bit width, chosen by the SQNR of the logits of images not
     * calibrated on.
     */
    public static final LearningSetting DEFAULT =
            new LearningSetting(
                    "default",
                    10,
                    16,
                    16,
                    2e-2,
                    2e-2,
                    0,
                    2,
                    true,
                    Loss.STREAM_AND_HIDDEN,
                    true,
                    false);

    /**
     * The setting of this name.
     *
     * @throws Problem if there is none, with those that there are
     */
    public static LearningSetting named(String id) {
        return Stream.of(PUBLISHED, DEFAULT)
                .filter(setting -> setting.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                KnownNames.of(
                                                "setting",
                                                Stream.of(PUBLISHED, DEFAULT)
                                                        .map(LearningSetting::id)
                                                        .toList())
                                        .unknown(id, ""));
    }

    /** Images of an optimiser step where there are so many in all. */
    public int batchSize(int images) {
        return Math.clamp(images / stepsPerEpoch, 1, batchSize);
    }

    /** Copy with another number of epochs; 0 keeps the search's result. */
    public LearningSetting withEpochs(int number) {
        if (number < 0) {
            throw new Problem("Expected 0 epochs or more, found " + number + ".");
        }
        return new LearningSetting(
                id,
                number,
                batchSize,
                stepsPerEpoch,
                stepRate,
                smoothRate,
                weightDecay,
                longestGradient,
                logarithmic,
                loss,
                keepsBest,
                overwritesFirstResidual);
    }
}
