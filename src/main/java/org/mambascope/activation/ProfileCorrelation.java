package org.mambascope.activation;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean Pearson correlation between all pairs of profiles, in memory that does not depend on their
 * number: with zᵢ the profiles brought to mean 0 and length 1, the sum over all pairs i ≠ j of
 * zᵢ·zⱼ is |Σ zᵢ|² − n. A profile without variation, or with a position that has no finite values,
 * correlates with nothing and is left out.
 */
final class ProfileCorrelation {
    /** Profiles that go to ND4J together: one call costs as much for one as for all of them. */
    private static final int TOGETHER = 32;

    private final int size;
    private final List<double[]> pending = new ArrayList<>(TOGETHER);
    private final double[] sum;
    private long profiles;

    ProfileCorrelation(int size) {
        this.size = size;
        this.sum = new double[size];
    }

    void add(double[] profile) {
        pending.add(profile);
        if (pending.size() == TOGETHER) {
            standardise();
        }
    }

    /** NaN for fewer than two profiles. */
    double mean() {
        standardise();
        if (profiles < 2) {
            return Double.NaN;
        }
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        return (square - profiles) / ((double) profiles * (profiles - 1));
    }

    private void standardise() {
        List<double[]> usable = pending.stream().filter(ProfileCorrelation::varies).toList();
        pending.clear();
        if (usable.isEmpty()) {
            return;
        }
        profiles += usable.size();
        // Matrices this small gain nothing from threads, and on a busy machine lose tens of
        // milliseconds per call to waiting for them.
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        try (INDArray rows = Nd4j.create(usable.toArray(double[][]::new));
                INDArray means = rows.mean(1);
                INDArray centred = rows.subColumnVector(means);
                INDArray lengths = centred.norm2(1);
                INDArray standardised = centred.divColumnVector(lengths);
                INDArray added = standardised.sum(0)) {
            double[] values = added.toDoubleVector();
            for (int i = 0; i < size; i++) {
                sum[i] += values[i];
            }
        }
    }

    private static boolean varies(double[] profile) {
        double[] sorted = Arrays.stream(profile).sorted().toArray();
        // NaN sorts last.
        return sorted.length > 0
                && Double.isFinite(sorted[sorted.length - 1])
                && sorted[0] < sorted[sorted.length - 1];
    }
}
