package org.mambascope.training.classification;

import org.mambascope.image.Preprocessing;
import org.mambascope.training.LearningBatch;
import org.mambascope.training.Objective;
import org.mambascope.training.TestResult;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Images to learn classes from.
 *
 * @param pictures to learn from
 * @param testing of what was learned
 * @param chosen preprocessing of images
 * @param classes names; empty if unknown
 * @param note hears of images that cannot be read
 */
record ClassificationObjective(
        LabelledPictures pictures,
        HeldOutEvaluation testing,
        Preprocessing chosen,
        List<String> classes,
        Augmentation augmentation,
        float labelSmoothing,
        Consumer<String> note)
        implements Objective {
    private static final int COLOURS = 3;

    @Override
    public int images() {
        return pictures.size();
    }

    @Override
    public LearningBatch batch(int[] numbers, SplittableRandom random) {
        LabelledPictures.Labelled read =
                pictures.read(numbers, chosen, problem -> note.accept(problem.getMessage()));
        float[] black = new float[COLOURS];
        for (int colour = 0; colour < COLOURS; colour++) {
            black[colour] = -chosen.mean().get(colour) / chosen.deviation().get(colour);
        }
        int size = COLOURS * chosen.height() * chosen.width();
        for (int image = 0; image < read.labels().length; image++) {
            float[] planes = Arrays.copyOfRange(read.values(), image * size, (image + 1) * size);
            float[] varied =
                    augmentation.apply(planes, chosen.height(), chosen.width(), black, random);
            System.arraycopy(varied, 0, read.values(), image * size, size);
        }
        return new ClassificationBatch(read.values(), read.labels(), labelSmoothing);
    }

    @Override
    public TestResult test(Path weights) {
        return testing.run(weights);
    }

    @Override
    public Optional<Preprocessing> preprocessing() {
        return Optional.of(chosen);
    }
}
