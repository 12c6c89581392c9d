package org.mambascope.training;

import org.mambascope.base.Problem;
import org.mambascope.image.Preprocessing;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Images of each step and their variation: shuffled anew in every epoch. All of it follows from the
 * seed and the number of the step.
 */
final class EpochOrder {
    private final TrainingPlan plan;
    private final LabelledPictures pictures;
    private final Preprocessing preprocessing;
    private final Consumer<Problem> broken;
    private final float[] black = new float[3];
    private long epoch = -1;
    private int[] order;

    /**
     * An order.
     *
     * @param broken receives images that cannot be read
     */
    EpochOrder(
            TrainingPlan plan,
            LabelledPictures pictures,
            Preprocessing preprocessing,
            Consumer<Problem> broken) {
        this.plan = plan;
        this.pictures = pictures;
        this.preprocessing = preprocessing;
        this.broken = broken;
        for (int colour = 0; colour < black.length; colour++) {
            black[colour] =
                    -preprocessing.mean().get(colour) / preprocessing.deviation().get(colour);
        }
    }

    /** Steps in which every image is seen once; the last batch may be smaller. */
    long stepsPerEpoch() {
        return Math.ceilDiv(pictures.size(), plan.batchSize());
    }

    /**
     * The images of a step, varied.
     *
     * @param step counted from 0
     */
    LabelledPictures.Labelled batch(long step) {
        shuffle(step / stepsPerEpoch());
        int first = Math.toIntExact(step % stepsPerEpoch()) * plan.batchSize();
        int[] numbers =
                Arrays.copyOfRange(order, first, Math.min(first + plan.batchSize(), order.length));
        LabelledPictures.Labelled read = pictures.read(numbers, preprocessing, broken);
        SplittableRandom random = new SplittableRandom(31 * plan.seed() + step).split();
        int size = black.length * preprocessing.height() * preprocessing.width();
        for (int image = 0; image < read.labels().length; image++) {
            float[] planes = Arrays.copyOfRange(read.values(), image * size, (image + 1) * size);
            float[] varied =
                    plan.augmentation()
                            .apply(
                                    planes,
                                    preprocessing.height(),
                                    preprocessing.width(),
                                    black,
                                    random);
            System.arraycopy(varied, 0, read.values(), image * size, size);
        }
        return read;
    }

    /** Shuffles as Fisher and Yates did. */
    private void shuffle(long wanted) {
        if (wanted == epoch) {
            return;
        }
        epoch = wanted;
        order = IntStream.range(0, pictures.size()).toArray();
        SplittableRandom random = new SplittableRandom(-1 - 31 * plan.seed() - epoch).split();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
    }
}
