package org.mambascope.training;

import java.util.regex.Pattern;

/**
 * Settings of the optimiser: AdamW with a rate that rises at first and then falls along a cosine.
 *
 * @param rate the highest learning rate
 * @param warmUpEpochs in which the rate rises to it
 * @param weightDecay of matrices; biases, norms, A, D, positions and class tokens do not decay
 * @param longestGradient to which the gradients of all weights together are scaled down
 * @param lastShare rate at the end of the cosine, as a share of the highest rate
 */
public record OptimiserSettings(
        double rate,
        double warmUpEpochs,
        double weightDecay,
        double longestGradient,
        double lastShare) {
    /** Settings for small models that classify. */
    public static final OptimiserSettings CLASSIFIER =
            new OptimiserSettings(2e-3, 0.5, 0.05, 1, 0.01);

    /** Settings for small models that detect. */
    public static final OptimiserSettings DETECTOR =
            new OptimiserSettings(1.5e-3, 0.2, 0.05, 5, 0.02);

    /** Logarithms of A, positions and class tokens, which are no matrices to multiply with. */
    private static final Pattern KEPT = Pattern.compile("(^|\\.)(A_|pos_embed|cls_token)");

    public OptimiserSettings {
        if (rate <= 0
                || warmUpEpochs < 0
                || weightDecay < 0
                || lastShare < 0
                || lastShare > 1
                || longestGradient <= 0) {
            throw new IllegalArgumentException("no weights can be learned with these numbers");
        }
    }

    /**
     * The learning rate of a step.
     *
     * @param step counted from 1
     * @param steps of the whole training
     */
    double rate(long step, long steps, long stepsPerEpoch) {
        double warmUp = Math.min(warmUpEpochs * stepsPerEpoch, (double) steps);
        if (step <= warmUp) {
            return rate * step / warmUp;
        }
        double passed = (step - warmUp) / Math.max(1, (double) steps - warmUp);
        double cosine = (1 + Math.cos(Math.PI * passed)) / 2;
        return rate * (lastShare + (1 - lastShare) * cosine);
    }

    /**
     * Returns true if a weight decays.
     *
     * @param name in the weight file
     * @param axes of its shape
     */
    static boolean decays(String name, int axes) {
        boolean kept = KEPT.matcher(name).find();
        return axes > 1 && !kept;
    }
}
