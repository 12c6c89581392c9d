package org.mambascope.quant;

import java.util.Random;

/** Numbers that tests take for weights and inputs. */
public final class Gaussian {
    private Gaussian() {}

    /** Of mean 0 and deviation 1, always the same ones. */
    public static float[] values(int count, int seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
