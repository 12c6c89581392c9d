package org.mambascope.training.classification;

import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.training.Objective;
import org.mambascope.training.Task;
import org.mambascope.training.TrainingPlan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learning to classify.
 *
 * @param dataset labelled images; where it is not divided, every tenth is held out for testing
 * @param preprocessing of images; where it is empty, that of the JSON next to the weights that
 *     training starts from, else black borders around images that are smaller than the input, else
 *     ImageNet's
 * @param classes names of the classes; where they are empty, those that dataset or JSON give
 * @param augmentation of images
 * @param labelSmoothing share of the target that is spread over all classes, from 0 up to 1
 */
public record ClassificationTask(
        Path dataset,
        Optional<Preprocessing> preprocessing,
        List<String> classes,
        Augmentation augmentation,
        double labelSmoothing)
        implements Task {
    public ClassificationTask {
        classes = List.copyOf(classes);
        if (labelSmoothing < 0 || labelSmoothing >= 1) {
            throw new IllegalArgumentException("a share of the target is from 0 up to 1");
        }
    }

    @Override
    public String settings() {
        return "%s, label smoothing %s".formatted(augmentation, labelSmoothing);
    }

    @Override
    public Objective open(
            LoadedModel model, ModelDescription start, TrainingPlan plan, Consumer<String> note) {
        ModelSummary summary = model.network().summary();
        List<String> named = classes.isEmpty() ? model.classes() : classes;
        LabelledPictures.Divided pictures =
                LabelledPictures.open(dataset, named, summary.classes());
        pictures.notes().forEach(note);
        Preprocessing chosen =
                preprocessing.orElseGet(
                        () ->
                                start.preprocessing().isObject()
                                        ? model.preprocessing()
                                        : suiting(pictures.training(), summary));
        return new ClassificationObjective(
                pictures.training(),
                new HeldOutEvaluation(pictures.test(), plan.batchSize(), plan.device(), note),
                chosen,
                named.isEmpty() ? pictures.classes() : named,
                augmentation,
                (float) labelSmoothing,
                note);
    }

    /** Black borders around images that are smaller than the input, else as for ImageNet. */
    private static Preprocessing suiting(LabelledPictures pictures, ModelSummary summary) {
        Picture picture = pictures.example();
        int down = summary.imageHeight() - picture.height();
        int right = summary.imageWidth() - picture.width();
        if (down < 0 || right < 0) {
            return Preprocessing.imageNet(summary.imageHeight());
        }
        return new Preprocessing(
                summary.imageHeight(),
                summary.imageWidth(),
                new Preprocessing.Fit.Pad(
                        right / 2, down / 2, right - right / 2, down - down / 2, 0),
                Preprocessing.IMAGENET_MEAN,
                Preprocessing.IMAGENET_DEVIATION);
    }
}
