package org.mambascope.experiment.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Batch;
import org.mambascope.dataset.Batches;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.ImageSample;
import org.mambascope.image.Picture;
import org.mambascope.image.content.ImageContents;
import org.mambascope.image.label.ClassMatching;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.logits.Logits;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** Measures a model's accuracy on a dataset, batch by batch. */
public final class ClassificationEvaluation implements Evaluation<EvaluationLogits> {
    private static final int BATCH = 32;
    private static final String CLASSIFYING = "Classifying";

    /** Pixel values held at once, 128 MB. */
    private static final long MOST_VALUES = 1L << 25;

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
    public ClassificationEvaluation(LoadedModel model, Dataset dataset, Consumer<Problem> broken) {
        this.model = model.requireClassifier();
        this.dataset = dataset;
        this.broken = broken;
        classes = Math.max(2, model.network().summary().classes());
        matching = ClassMatching.of(dataset.labelSet(), model.decidedClasses(), classes);
    }

    @Override
    public String dataset() {
        return dataset.name();
    }

    @Override
    public String measuredBy() {
        return "top-1";
    }

    @Override
    public String classesMatchedBy() {
        return matching.by().words();
    }

    @Override
    public List<String> notes(long limit) {
        List<String> notes = new ArrayList<>(dataset.notes());
        notes.add(matching.explanation());
        if (limit < dataset.size()) {
            notes.add("Tested on %s.".formatted(ImageSample.labelled(dataset, limit).words()));
        }
        return notes;
    }

    @Override
    public ImageContents contents(long limit, Progress progress) {
        int[] order = ImageSample.labelled(dataset, limit).indices();
        long[] hashes = new long[order.length];
        int read = 0;
        for (int i = 0; i < order.length; i++) {
            progress.checkCancelled();
            try {
                Picture picture = dataset.picture(order[i]);
                hashes[read++] =
                        ImageContents.hash(picture.width(), picture.height(), picture.rgb());
            } catch (Problem unreadable) {
                // It is told of when it is classified.
            }
        }
        return ImageContents.of(hashes).first(read);
    }

    /** Images are chosen as {@link ImageSample} says, and several classified at once. */
    @Override
    public List<EvaluationLogits> run(
            List<List<QuantisedLayer>> variants, long limit, Progress progress) {
        int[] order = ImageSample.labelled(dataset, limit).indices();
        ImageContents contents = ImageContents.UNKNOWN;
        long start = System.nanoTime();
        long[] skipped = {0};
        long[] answered = {0};
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
        progress.report(0, (long) order.length * logits.length, CLASSIFYING);
        while (batches.hasNext()) {
            List<Batch> stretch = stretch(batches, variants.size());
            int first = images;
            for (Batch batch : stretch) {
                contents = contents.and(batch.contents());
                for (int index : batch.indices()) {
                    indices[images] = index;
                    labels[images++] = matching.modelClasses()[dataset.label(index).orElseThrow()];
                }
            }
            for (int variant = 0; variant < logits.length; variant++) {
                answer(
                        variants.get(variant),
                        stretch,
                        logits[variant],
                        first,
                        count -> {
                            answered[0] += count;
                            progress.report(
                                    answered[0] + skipped[0] * logits.length,
                                    (long) order.length * logits.length,
                                    CLASSIFYING);
                            progress.checkCancelled();
                        });
            }
        }
        if (images == 0) {
            throw new Problem(
                    "Expected images with labels in %s, found none of %d that can be classified: give a folder with one folder a class, a labels file, or IDX files."
                            .formatted(dataset.name(), dataset.size()));
        }
        int[] read = Arrays.copyOf(indices, images);
        int[] seen = Arrays.copyOf(labels, images);
        int values = images * classes;
        double seconds = (System.nanoTime() - start) / 1e9;
        ImageContents seenContents = contents;
        return Stream.of(logits)
                .map(
                        all ->
                                new EvaluationLogits(
                                        read,
                                        seen,
                                        Arrays.copyOf(all, values),
                                        skipped[0],
                                        seconds,
                                        seenContents))
                .toList();
    }

    /** Several batches where there are several variants, so that layers change places seldom. */
    private static List<Batch> stretch(Batches batches, int variants) {
        List<Batch> stretch = new ArrayList<>();
        long values = 0;
        do {
            Batch batch = batches.next();
            stretch.add(batch);
            values += batch.values().length;
        } while (variants > 1 && batches.hasNext() && values < MOST_VALUES);
        return stretch;
    }

    /** Writes a variant's logits, from those of the image {@code first} on. */
    private void answer(
            List<QuantisedLayer> layers,
            List<Batch> stretch,
            float[] logits,
            int first,
            IntConsumer answered) {
        if (!layers.isEmpty()) {
            try (LayerSubstitution quantised =
                    LayerSubstitution.simulate(model.network(), layers)) {
                answer(List.of(), stretch, logits, first, answered);
            }
            return;
        }
        int image = first;
        for (Batch batch : stretch) {
            float[] found = logits(batch);
            System.arraycopy(found, 0, logits, image * classes, found.length);
            image += batch.images();
            answered.accept(batch.images());
        }
    }

    private float[] logits(Batch batch) {
        int height = model.preprocessing().height();
        int width = model.preprocessing().width();
        try (NDManager manager = model.network().manager().newSubManager()) {
            NDArray input =
                    manager.create(batch.values(), new Shape(batch.images(), 3, height, width));
            return Logits.of(model.network().forward(input, Probe.NONE)).decided().values();
        }
    }
}
