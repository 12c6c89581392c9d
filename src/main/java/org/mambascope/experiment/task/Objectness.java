package org.mambascope.experiment.task;

/**
 * The logits of objects at all anchors of the images of one run, added up. Those of several
 * variants of a model are compared with the first one's while they are there; they are not kept.
 *
 * @param run that all variants share
 * @param first whether these are the first variant's
 * @param signal squares of the first variant's logits
 * @param noise squares of the differences from them; NaN where logits are not numbers
 * @param notNumbers images whose logits are not all numbers
 */
public record Objectness(Object run, boolean first, double signal, double noise, int notNumbers) {
    /**
     * Signal-to-noise ratio in dB against the first variant of the same run: infinite for itself,
     * −∞ where logits are not numbers. NaN against any other, whose logits are gone.
     */
    public double signalToNoise(Objectness reference) {
        if (run != reference.run || !reference.first) {
            return Double.NaN;
        }
        return Double.isNaN(noise) ? Double.NEGATIVE_INFINITY : 10 * Math.log10(signal / noise);
    }
}
