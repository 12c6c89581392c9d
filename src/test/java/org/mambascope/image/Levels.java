package org.mambascope.image;

/** How far the colours of two pictures of one size are apart, in levels of 255. */
record Levels(int largest, double mean) {
    static Levels between(Picture a, Picture b) {
        int largest = 0;
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                int difference =
                        Math.abs((a.rgb()[i] >> shift & 0xff) - (b.rgb()[i] >> shift & 0xff));
                largest = Math.max(largest, difference);
                sum += difference;
            }
        }
        return new Levels(largest, sum / (3.0 * a.rgb().length));
    }
}
