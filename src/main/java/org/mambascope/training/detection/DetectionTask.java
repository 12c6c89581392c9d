package org.mambascope.training.detection;

import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.training.Objective;
import org.mambascope.training.Task;
import org.mambascope.training.TrainingPlan;

import java.util.List;
import java.util.function.Consumer;

/**
 * Learning to detect objects and their masks.
 *
 * @param training images to learn from
 * @param test images that are held out
 * @param flips whether half of the images are mirrored left to right
 * @param anchors sampler of the region proposal network's
 * @param regions sampler of the heads'
 */
public record DetectionTask(
        DetectionDataset training,
        DetectionDataset test,
        boolean flips,
        RandomSampler anchors,
        RandomSampler regions)
        implements Task {
    /** Anchors of an image as published: 256, half of them with an object at most. */
    public static final RandomSampler ANCHORS = new RandomSampler(256, 0.5);

    /** Share of the regions that have an object at most, as published. */
    public static final double POSITIVE_REGIONS = 0.25;

    public DetectionTask {
        if (!training.categories().equals(test.categories())) {
            throw new Problem(
                    "Expected the same categories in %s and %s, found %s and %s."
                            .formatted(training.name(), test.name(), names(training), names(test)));
        }
    }

    @Override
    public String settings() {
        return "%s images, flips %s, %s of anchors, %s of regions"
                .formatted(training.size(), flips, anchors, regions);
    }

    @Override
    public Objective open(
            LoadedModel model, ModelDescription start, TrainingPlan plan, Consumer<String> note) {
        if (!(model.network().head() instanceof DetectorHead head)) {
            throw new Problem(
                    "%s: expected a detector to train, found a %s, which classifies."
                            .formatted(plan.start(), model.network().summary().family()));
        }
        int classes = model.network().summary().classes();
        if (classes != training.categories().size()) {
            throw new Problem(
                    "%s: expected %d classes as %s has categories, found %d."
                            .formatted(
                                    plan.start(),
                                    training.categories().size(),
                                    training.name(),
                                    classes));
        }
        return new DetectionObjective(
                new ExampleReader(training, head.preprocessing()),
                new HeldOutDetection(test, plan.device(), note),
                this,
                note);
    }

    /** Names of a dataset's categories. */
    static List<String> names(DetectionDataset dataset) {
        return dataset.categories().stream().map(Category::name).toList();
    }
}
