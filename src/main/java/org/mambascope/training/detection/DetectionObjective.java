package org.mambascope.training.detection;

import org.mambascope.base.Problem;
import org.mambascope.image.Preprocessing;
import org.mambascope.training.LearningBatch;
import org.mambascope.training.Objective;
import org.mambascope.training.TestResult;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Images to learn to detect from.
 *
 * @param reader of the images
 * @param testing of what was learned
 * @param task with its settings
 * @param note hears of images that cannot be read
 */
record DetectionObjective(
        ExampleReader reader, HeldOutDetection testing, DetectionTask task, Consumer<String> note)
        implements Objective {
    @Override
    public int images() {
        return task.training().size();
    }

    @Override
    public LearningBatch batch(int[] numbers, SplittableRandom random) {
        boolean[] mirrored = new boolean[numbers.length];
        for (int image = 0; image < mirrored.length; image++) {
            mirrored[image] = task.flips() && random.nextBoolean();
        }
        List<DetectionExample> examples =
                IntStream.range(0, numbers.length)
                        .parallel()
                        .mapToObj(image -> read(numbers[image], mirrored[image]))
                        .flatMap(Optional::stream)
                        .toList();
        return new DetectionBatch(examples, task.anchors(), task.regions(), random.nextLong());
    }

    private Optional<DetectionExample> read(int image, boolean mirrored) {
        try {
            return Optional.of(reader.read(image, mirrored));
        } catch (Problem problem) {
            synchronized (note) {
                note.accept(problem.getMessage());
            }
            return Optional.empty();
        }
    }

    @Override
    public TestResult test(Path weights) {
        return testing.run(weights);
    }

    /** The configuration of a detector says it. */
    @Override
    public Optional<Preprocessing> preprocessing() {
        return Optional.empty();
    }

    @Override
    public List<String> classes() {
        return DetectionTask.names(task.training());
    }
}
