package org.mambascope.experiment.task;

import org.mambascope.experiment.detection.CocoEvaluation;
import org.mambascope.experiment.detection.CocoMetric;
import org.mambascope.experiment.detection.CocoMetrics;
import org.mambascope.experiment.evaluation.Measure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Resamples of the images of a dataset, with replacement: the bootstrap (Efron 1979). The same for
 * all models that are asked about as many images, so that differences are paired.
 *
 * @param images their number
 */
record Resampling(int images) {
    private static final int COUNT = 200;
    private static final long SEED = 1;
    private static final double TAIL = 0.025;

    private int[] times(int number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        int[] times = new int[images];
        for (int i = 0; i < images; i++) {
            times[random.nextInt(images)]++;
        }
        return times;
    }

    private double[] values(CocoEvaluation evaluation, CocoMetric metric) {
        return IntStream.range(0, COUNT)
                .mapToDouble(number -> percent(evaluation.metrics(times(number)), metric))
                .toArray();
    }

    private static double percent(CocoMetrics metrics, CocoMetric metric) {
        return 100 * metrics.get(metric).orElse(Double.NaN);
    }

    /** A metric in percent with the middle 95 % of its values in resamples. */
    Measure measure(String id, String words, CocoEvaluation evaluation, CocoMetric metric) {
        double[] values = values(evaluation, metric);
        Arrays.sort(values);
        return new Measure(
                id,
                words,
                percent(evaluation.metrics(), metric),
                values[(int) (TAIL * COUNT)],
                values[COUNT - 1 - (int) (TAIL * COUNT)],
                false);
    }

    /**
     * Two-sided probability that the average precision of one is not the other's: of the resamples
     * in which the sign of the difference is the rarer one.
     */
    double probability(CocoEvaluation one, CocoEvaluation other) {
        double[] before = values(one, CocoMetric.AP);
        double[] after = values(other, CocoMetric.AP);
        long less = IntStream.range(0, COUNT).filter(i -> after[i] <= before[i]).count();
        long more = IntStream.range(0, COUNT).filter(i -> after[i] >= before[i]).count();
        return Math.min(1, 2.0 * (Math.min(less, more) + 1) / (COUNT + 1));
    }
}
