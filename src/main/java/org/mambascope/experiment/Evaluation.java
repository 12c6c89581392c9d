package org.mambascope.experiment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.image.Batch;
import org.mambascope.image.Batches;
import org.mambascope.image.ClassMatching;
import org.mambascope.image.Dataset;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;

import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Measures a model's accuracy on a dataset, batch by batch. */
public final class Evaluation {
    private static final int BATCH = 32;
    private static final int FIRST = 5;

    private final LoadedModel model;
    private final Dataset dataset;
    private final ClassMatching matching;
    private final Consumer<Problem> broken;
    private long images;
    private long top1Hits;
    private long top5Hits;
    private long skipped;

    /**
     * An evaluation.
     *
     * @param broken hears of images that cannot be read; they are skipped
     * @throws Problem if the dataset's classes cannot be those of the model
     */
    public Evaluation(LoadedModel model, Dataset dataset, Consumer<Problem> broken) {
        this.model = model;
        this.dataset = dataset;
        this.broken = broken;
        matching = ClassMatching.of(dataset, model.classes(), model.network().summary().classes());
    }

    /** How the dataset's classes were matched to the model's, in a sentence. */
    public String classMatching() {
        return matching.explanation();
    }

    /**
     * Classifies the first images of the dataset.
     *
     * @param limit at most so many
     * @throws Problem if none of them has a label
     */
    public Accuracy run(long limit, Progress progress) {
        int[] order =
                IntStream.range(0, (int) Math.min(limit, dataset.size()))
                        .filter(i -> dataset.label(i).isPresent())
                        .toArray();
        long start = System.nanoTime();
        Batches batches =
                new Batches(
                        dataset,
                        order,
                        model.preprocessing(),
                        BATCH,
                        problem -> {
                            skipped++;
                            broken.accept(problem);
                        });
        while (batches.hasNext()) {
            progress.checkCancelled();
            count(batches.next());
            progress.report(images + skipped, order.length, "Classifying");
        }
        if (images == 0) {
            throw new Problem(
                    "Expected images with labels in %s, found none of %d that can be classified. Give a folder with one folder a class, a labels file, or IDX files."
                            .formatted(dataset.name(), dataset.size()));
        }
        return new Accuracy(images, top1Hits, top5Hits, skipped, (System.nanoTime() - start) / 1e9);
    }

    private void count(Batch batch) {
        int height = model.preprocessing().height();
        int width = model.preprocessing().width();
        try (NDManager manager = model.network().manager().newSubManager()) {
            NDArray input =
                    manager.create(batch.values(), new Shape(batch.images(), 3, height, width));
            float[] logits = model.network().forward(input, Probe.NONE).toFloatArray();
            int classes = logits.length / batch.images();
            for (int image = 0; image < batch.images(); image++) {
                int label = dataset.label(batch.indices()[image]).orElseThrow();
                int rank = rank(logits, image * classes, classes, matching.modelClasses()[label]);
                top1Hits += rank == 0 ? 1 : 0;
                top5Hits += rank < FIRST ? 1 : 0;
            }
            images += batch.images();
        }
    }

    /**
     * How many classes have a larger logit than this one; of equal ones, an earlier class counts as
     * larger.
     */
    private static int rank(float[] logits, int first, int classes, int label) {
        float own = logits[first + label];
        int rank = 0;
        for (int i = 0; i < classes; i++) {
            float other = logits[first + i];
            if (other > own || other == own && i < label || Float.isNaN(other)) {
                rank++;
            }
        }
        return rank;
    }
}
