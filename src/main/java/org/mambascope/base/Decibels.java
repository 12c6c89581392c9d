package org.mambascope.base;

/** Ratios of energies in decibels, as SQNR is given. */
public final class Decibels {
    private Decibels() {}

    /**
     * 10 log10 (signal / noise), in dB; infinite without noise, NaN without either.
     *
     * @param signal square sum of the reference, from 0
     * @param noise square sum of the differences from it, from 0
     */
    public static double of(double signal, double noise) {
        return 10 * Math.log10(signal / noise);
    }
}
