package org.mambascope.experiment.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.Problem;
import org.mambascope.image.content.ImageContents;

import java.util.List;
import java.util.Locale;

/** Answers of a model to questions about images. */
public interface Answers {
    /** Number of images. */
    int images();

    /** Images that could not be read. */
    long skipped();

    /** Time that it took, reading included. */
    double seconds();

    /** Contents of the images, to recognise them in other sets. */
    ImageContents contents();

    /** Images whose answers are made of numbers that are not finite: they are wrong. */
    int notNumbers();

    /** How right they are; what the task is known by comes first. */
    List<Measure> measures();

    /** Value of the first measure, without the work that its interval may take. */
    default double accuracyPercent() {
        return measures().getFirst().value();
    }

    /** Puts the measures into JSON under the names that the task's users know. */
    void writeMeasures(ObjectNode node);

    /** Mean loss of the answers that are numbers; NaN where the task has none. */
    double loss();

    /**
     * The difference from a reference's answers to the same images.
     *
     * @throws Problem if the images, the classes or the tasks are not the same
     */
    PairedComparison against(Answers reference);

    /** Returns true if any image has an answer. */
    default boolean areThere() {
        return notNumbers() < images();
    }

    /**
     * Fails where there is nothing to compare others with.
     *
     * @param model whose answers these are
     * @throws Problem if no image has an answer in numbers
     */
    default Answers requireNumbers(String model) {
        if (!areThere()) {
            throw new Problem(
                    String.format(
                            Locale.ROOT,
                            "Expected answers that are numbers from %s, found none for any of %,d images: its weights are at fault, or the range of its numbers.",
                            model,
                            images()));
        }
        return this;
    }
}
