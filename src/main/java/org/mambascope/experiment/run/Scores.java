package org.mambascope.experiment.run;

import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;

import java.util.List;

/**
 * How right a model's answers were, and how they differ from the open model's: what is kept of a
 * task whose single answers are not.
 *
 * @param measures what the task is known by first
 * @param images that it was asked about
 * @param notNumbers images whose answers are made of numbers that are not finite
 * @param comparison with the open model's answers to the same images
 */
public record Scores(
        List<Measure> measures, int images, int notNumbers, PairedComparison comparison) {
    public Scores {
        measures = List.copyOf(measures);
    }

    /** Scores of answers beside the open model's. */
    public static Scores of(Answers answers, Answers original) {
        return new Scores(
                answers.measures(),
                answers.images(),
                answers.notNumbers(),
                answers.against(original));
    }
}
