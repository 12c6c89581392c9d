package org.mambascope.dataset.scene;

/** SplitMix64 (Steele, Lea, Flood 2014): the random numbers of one scene. */
final class SplitMix64 {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    SplitMix64(long seed) {
        state = mix(seed);
    }

    private static long mix(long word) {
        long mixed = (word ^ word >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** The next number from 0 to 1, without 1. */
    double real() {
        state += GAMMA;
        return (mix(state) >>> 11) * UNIT;
    }

    /** The next number from 0 to {@code end}, without it. */
    int below(int end) {
        return (int) (real() * end);
    }
}
