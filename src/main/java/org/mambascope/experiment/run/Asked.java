package org.mambascope.experiment.run;

import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.EvaluationLogits;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.evaluation.PredictedClasses;
import org.mambascope.image.content.Overlap;

import java.util.Optional;

/**
 * What came of asking a run about images.
 *
 * @param choices of a classifier
 * @param scores of any other task
 * @param overlap of its calibration images and those that it was asked about, where both are known
 */
public record Asked(
        Optional<PredictedClasses> choices, Optional<Scores> scores, Optional<Overlap> overlap) {
    /** What is kept of answers beside the open model's. */
    public static Asked of(Answers answers, Answers original, Optional<Overlap> overlap) {
        return answers instanceof EvaluationLogits logits
                        && original instanceof EvaluationLogits reference
                ? new Asked(Optional.of(choices(logits, reference)), Optional.empty(), overlap)
                : new Asked(Optional.empty(), Optional.of(Scores.of(answers, original)), overlap);
    }

    private static PredictedClasses choices(EvaluationLogits logits, EvaluationLogits reference) {
        return PredictedClasses.of(logits, PairedComparison.of(reference, logits).signalToNoise());
    }
}
