package org.mambascope.workflow;

import org.mambascope.base.Problem;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.dataset.detection.DetectionDatasets;
import org.mambascope.dataset.detection.ImageSources;
import org.mambascope.experiment.evaluation.ClassificationEvaluation;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.task.DetectionEvaluation;
import org.mambascope.image.Pictures;
import org.mambascope.model.ClassifierHead;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;

import java.nio.file.Path;
import java.util.List;
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

    /**
     * Takes files and folders: labelled images for a classifier, one folder with annotations for a
     * detector. Images that cannot be read are left out silently.
     *
     * @throws Problem if they are not such as the model answers
     */
    static Evaluation<?> of(LoadedModel model, List<Path> images) {
        return switch (model.network().head()) {
            case ClassifierHead _ ->
                    new ClassificationEvaluation(model, Datasets.of(images), broken -> {});
            case DetectorHead _ ->
                    new DetectionEvaluation(
                            model, DetectionDatasets.open(annotated(images)), broken -> {});
        };
    }

    private static String annotated(List<Path> images) {
        if (images.size() != 1 || Pictures.isPicture(images.getFirst())) {
            throw new Problem(
                    "Expected one folder of images with COCO's annotations to test a detector, found %s: choose the folder that has annotations.json in it or in annotations/."
                            .formatted(
                                    images.size() == 1
                                            ? images.getFirst().getFileName()
                                            : images.size() + " files and folders"));
        }
        return images.getFirst().toString();
    }
}
