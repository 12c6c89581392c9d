package org.mambascope.workflow;

import org.mambascope.base.Problem;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Split;
import org.mambascope.dataset.detection.DetectionDatasets;
import org.mambascope.dataset.detection.ImageSources;
import org.mambascope.experiment.evaluation.ClassificationEvaluation;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.task.DetectionEvaluation;
import org.mambascope.model.ClassifierHead;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;

import java.util.function.Consumer;

/** The evaluation that belongs to a model's task. */
public final class Evaluations {
    private Evaluations() {}

    /**
     * Opens images with right answers for a model: labelled ones for a classifier, annotated ones
     * for a detector.
     *
     * @param images path or name of them
     * @param opened hears of labelled images once they are open
     * @param broken hears of images that cannot be read
     * @throws Problem if they are not such as the model answers
     */
    public static Evaluation<?> of(
            LoadedModel model, String images, Consumer<Dataset> opened, Consumer<Problem> broken) {
        return switch (model.network().head()) {
            case ClassifierHead _ -> {
                Dataset dataset = ImageSources.open(images, Split.TEST);
                ClassificationEvaluation evaluation =
                        new ClassificationEvaluation(model, dataset, broken);
                opened.accept(dataset);
                yield evaluation;
            }
            case DetectorHead _ ->
                    new DetectionEvaluation(model, DetectionDatasets.open(images), broken);
        };
    }
}
