package org.mambascope.training;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Images of each step and their variation. Images come in passes over all of them, shuffled anew in
 * each; an epoch is a pass or as many images as the plan says. All of it follows from the seed and
 * the number of the step.
 */
final class EpochOrder {
    private final TrainingPlan plan;
    private final Objective objective;
    private long pass = -1;
    private int[] order;

    EpochOrder(TrainingPlan plan, Objective objective) {
        this.plan = plan;
        this.objective = objective;
    }

    /** Images of an epoch. */
    int imagesPerEpoch() {
        return plan.epochImages().orElse(objective.images());
    }

    /** Steps of an epoch; the last batch may be smaller. */
    long stepsPerEpoch() {
        return Math.ceilDiv(imagesPerEpoch(), plan.batchSize());
    }

    /**
     * The images of a step, varied.
     *
     * @param step counted from 0
     */
    LearningBatch batch(long step) {
        long epoch = step / stepsPerEpoch();
        int first = Math.toIntExact(step % stepsPerEpoch()) * plan.batchSize();
        int end = Math.min(first + plan.batchSize(), imagesPerEpoch());
        long before = epoch * imagesPerEpoch();
        int[] numbers = IntStream.range(first, end).map(place -> image(before + place)).toArray();
        return objective.batch(numbers, new SplittableRandom(31 * plan.seed() + step).split());
    }

    private int image(long place) {
        shuffle(place / objective.images());
        return order[Math.toIntExact(place % objective.images())];
    }

    /** Shuffles as Fisher and Yates did. */
    private void shuffle(long wanted) {
        if (wanted == pass) {
            return;
        }
        pass = wanted;
        order = IntStream.range(0, objective.images()).toArray();
        SplittableRandom random = new SplittableRandom(-1 - 31 * plan.seed() - pass).split();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
    }
}
