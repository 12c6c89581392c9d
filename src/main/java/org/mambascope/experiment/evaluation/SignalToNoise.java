package org.mambascope.experiment.evaluation;

import org.mambascope.base.Decibels;
import org.mambascope.model.logits.Logits;

/** Signal-to-noise ratio of values against a reference. */
public final class SignalToNoise {
    private SignalToNoise() {}

    /**
     * As {@link #decibels(float[], float[])}, of the images for which the reference gives numbers:
     * NaN, unknown, if there are none; −∞ if the other gives none for one of these.
     */
    public static double decibels(Logits reference, Logits other) {
        int classes = reference.classes();
        int count = 0;
        float[] expected = new float[reference.values().length];
        float[] found = new float[expected.length];
        for (int image = 0; image < reference.images(); image++) {
            if (!reference.areNumbers(image)) {
                continue;
            }
            if (!other.areNumbers(image)) {
                return Double.NEGATIVE_INFINITY;
            }
            int first = image * classes;
            System.arraycopy(reference.values(), first, expected, count * classes, classes);
            System.arraycopy(other.values(), first, found, count * classes, classes);
            count++;
        }
        return count == 0 ? Double.NaN : decibels(expected, found);
    }

    /**
     * 10 log10 of the reference's square sum over that of the differences, in dB; infinite if there
     * are none.
     */
    public static double decibels(float[] reference, float[] values) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < reference.length; i++) {
            double difference = (double) values[i] - reference[i];
            signal += (double) reference[i] * reference[i];
            noise += difference * difference;
        }
        return Decibels.of(signal, noise);
    }
}
