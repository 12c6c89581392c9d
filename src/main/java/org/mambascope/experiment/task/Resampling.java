package org.mambascope.experiment.task;

import org.mambascope.experiment.detection.CocoEvaluation;
import org.mambascope.experiment.detection.CocoMetric;
import org.mambascope.experiment.detection.CocoMetrics;
import org.mambascope.experiment.evaluation.Measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Resamples of the images of an evaluation, with replacement: the bootstrap (Efron 1979). The same
 * for all models that are asked about as many images, so that differences are paired. They are
 * computed when they are first asked for, once for all metrics.
 */
final class Resampling {
    private static final int COUNT = 200;
    private static final long SEED = 1;
    private static final double TAIL = 0.025;

    private final CocoEvaluation evaluation;
    private List<CocoMetrics> samples = List.of();

    Resampling(CocoEvaluation evaluation) {
        this.evaluation = evaluation;
    }

    private static int[] times(int number, int images) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        int[] times = new int[images];
        for (int i = 0; i < images; i++) {
            times[random.nextInt(images)]++;
        }
        return times;
    }

    private synchronized double[] values(CocoMetric metric) {
        if (samples.isEmpty()) {
            samples =
                    IntStream.range(0, COUNT)
                            .mapToObj(
                                    number ->
                                            evaluation.metrics(times(number, evaluation.images())))
                            .toList();
        }
        return samples.stream().mapToDouble(sample -> percent(sample, metric)).toArray();
    }

    /** A metric in percent; NaN where there is no object to find. */
    static double percent(CocoMetrics metrics, CocoMetric metric) {
        return 100 * metrics.get(metric).orElse(Double.NaN);
    }

    /** A metric in percent with the middle 95 % of its values in resamples. */
    Measure measure(String id, String words, CocoMetric metric) {
        double[] values = values(metric);
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
    double probability(Resampling other) {
        double[] before = values(CocoMetric.AP);
        double[] after = other.values(CocoMetric.AP);
        long less = IntStream.range(0, COUNT).filter(i -> after[i] <= before[i]).count();
        long more = IntStream.range(0, COUNT).filter(i -> after[i] >= before[i]).count();
        return Math.min(1, 2.0 * (Math.min(less, more) + 1) / (COUNT + 1));
    }
}
