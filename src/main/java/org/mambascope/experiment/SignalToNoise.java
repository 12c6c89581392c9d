package org.mambascope.experiment;

/** How little values differ from a reference. */
public final class SignalToNoise {
    private SignalToNoise() {}

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
        return 10 * Math.log10(signal / noise);
    }
}
