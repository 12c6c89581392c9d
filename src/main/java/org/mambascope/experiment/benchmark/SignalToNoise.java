package org.mambascope.experiment.benchmark;

/** How little values differ from a reference. */
final class SignalToNoise {
    /** What rounding to 32-bit floats alone leaves: noise of 2^−48 of the signal's power. */
    private static final double FINEST = 0x1p-48;

    private SignalToNoise() {}

    /** 10 log10 of signal over noise, at most what 32-bit floats can tell apart. */
    static double decibels(float[] reference, float[] values) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < reference.length; i++) {
            double difference = values[i] - reference[i];
            signal += (double) reference[i] * reference[i];
            noise += difference * difference;
        }
        return 10 * Math.log10(signal / Math.max(noise, signal * FINEST));
    }
}
