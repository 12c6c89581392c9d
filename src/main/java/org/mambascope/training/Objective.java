package org.mambascope.training;

import org.mambascope.image.Preprocessing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A task whose images are open: batches to learn from, and a test of what was learned. */
public interface Objective {
    /** Number of images to learn from. */
    int images();

    /**
     * Reads images; broken ones are left out.
     *
     * @param numbers among the images
     * @param random of their variation
     */
    LearningBatch batch(int[] numbers, SplittableRandom random);

    /** Tests a model as users run it: read from its files, on images that are not learned from. */
    TestResult test(Path weights);

    /** Preprocessing that the model's description is to say; empty if its configuration says it. */
    Optional<Preprocessing> preprocessing();

    /** Names of the classes; empty if unknown. */
    List<String> classes();
}
