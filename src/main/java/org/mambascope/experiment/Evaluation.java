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
import org.mambascope.quant.QuantisedLayer;
import org.mambascope.quant.QuantisedNetwork;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures a model's accuracy on a dataset, batch by batch. */
public final class Evaluation {
    private static final int BATCH = 32;

    private final LoadedModel model;
    private final Dataset dataset;
    private final ClassMatching matching;
    private final Consumer<Problem> broken;
    private final int classes;

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
        classes = model.network().summary().classes();
        matching = ClassMatching.of(dataset, model.classes(), classes);
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
    public Answers run(long limit, Progress progress) {
        return run(List.of(List.of()), limit, progress).getFirst();
    }

    /**
     * Classifies the first images of the dataset in several variants of the model, preprocessing
     * each image once.
     *
     * @param variants quantised layers, simulated in place of the model's own; none for the model
     *     as it is
     * @param limit at most so many images
     * @return what each variant says
     * @throws Problem if no image has a label
     */
    public List<Answers> run(List<List<QuantisedLayer>> variants, long limit, Progress progress) {
        int[] order =
                IntStream.range(0, (int) Math.min(limit, dataset.size()))
                        .filter(i -> dataset.label(i).isPresent())
                        .toArray();
        long start = System.nanoTime();
        long[] skipped = {0};
        Batches batches =
                new Batches(
                        dataset,
                        order,
                        model.preprocessing(),
                        BATCH,
                        problem -> {
                            skipped[0]++;
                            broken.accept(problem);
                        });
        int[] indices = new int[order.length];
        int[] labels = new int[order.length];
        float[][] logits = new float[variants.size()][order.length * classes];
        int images = 0;
        while (batches.hasNext()) {
            progress.checkCancelled();
            Batch batch = batches.next();
            for (int i = 0; i < batch.images(); i++) {
                int label = dataset.label(batch.indices()[i]).orElseThrow();
                indices[images + i] = batch.indices()[i];
                labels[images + i] = matching.modelClasses()[label];
            }
            for (int variant = 0; variant < logits.length; variant++) {
                float[] found = logits(variants.get(variant), batch);
                System.arraycopy(found, 0, logits[variant], images * classes, found.length);
            }
            images += batch.images();
            progress.report(images + skipped[0], order.length, "Classifying");
        }
        if (images == 0) {
            throw new Problem(
                    "Expected images with labels in %s, found none of %d that can be classified. Give a folder with one folder a class, a labels file, or IDX files."
                            .formatted(dataset.name(), dataset.size()));
        }
        int[] read = Arrays.copyOf(indices, images);
        int[] seen = Arrays.copyOf(labels, images);
        int values = images * classes;
        double seconds = (System.nanoTime() - start) / 1e9;
        return Stream.of(logits)
                .map(
                        all ->
                                new Answers(
                                        read,
                                        seen,
                                        Arrays.copyOf(all, values),
                                        skipped[0],
                                        seconds))
                .toList();
    }

    private float[] logits(List<QuantisedLayer> layers, Batch batch) {
        if (layers.isEmpty()) {
            return logits(batch);
        }
        try (QuantisedNetwork quantised = QuantisedNetwork.simulate(model.network(), layers)) {
            return logits(batch);
        }
    }

    private float[] logits(Batch batch) {
        int height = model.preprocessing().height();
        int width = model.preprocessing().width();
        try (NDManager manager = model.network().manager().newSubManager()) {
            NDArray input =
                    manager.create(batch.values(), new Shape(batch.images(), 3, height, width));
            return model.network().forward(input, Probe.NONE).toFloatArray();
        }
    }
}
