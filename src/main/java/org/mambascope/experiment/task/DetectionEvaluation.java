package org.mambascope.experiment.task;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.image.Picture;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Measures how well a detector finds the objects of a dataset, image by image. */
public final class DetectionEvaluation implements Evaluation<DetectionAnswers> {
    private static final String DETECTING = "Detecting objects";

    /** Images that a variant answers before the next one takes its place. */
    private static final int STRETCH = 32;

    private final LoadedModel model;
    private final DetectionDataset dataset;
    private final CategoryMatching matching;
    private final Consumer<Problem> broken;

    /** An image and its number in the dataset. */
    private record Numbered(int index, Picture picture) {}

    /**
     * An evaluation.
     *
     * @param broken hears of images that cannot be read; they are skipped
     * @throws Problem if the model detects nothing, or the dataset's categories cannot be its
     *     classes
     */
    public DetectionEvaluation(
            LoadedModel model, DetectionDataset dataset, Consumer<Problem> broken) {
        this.model = model.requireDetector();
        this.dataset = dataset;
        this.broken = broken;
        matching =
                CategoryMatching.of(dataset, model.classes(), model.network().summary().classes());
    }

    @Override
    public String dataset() {
        return dataset.name();
    }

    @Override
    public List<String> notes(long limit) {
        List<String> notes = new ArrayList<>(dataset.notes());
        notes.add(matching.explanation());
        if (limit < dataset.size()) {
            notes.add("Tested on the first %,d of %,d images.".formatted(limit, dataset.size()));
        }
        return notes;
    }

    @Override
    public String measuredBy() {
        return "box AP";
    }

    @Override
    public String classesMatchedBy() {
        return matching.by();
    }

    @Override
    public ImageContents contents(long limit, Progress progress) {
        ImageContents contents = ImageContents.UNKNOWN;
        for (int index = 0; index < count(limit); index++) {
            progress.checkCancelled();
            try {
                contents = contents.and(hash(dataset.picture(index)));
            } catch (Problem unreadable) {
                // It is told of when its objects are looked for.
            }
        }
        return contents;
    }

    private static ImageContents hash(Picture picture) {
        return ImageContents.of(
                ImageContents.hash(picture.width(), picture.height(), picture.rgb()));
    }

    private int count(long limit) {
        return (int) Math.min(limit, dataset.size());
    }

    /** The first images of the dataset are taken. */
    @Override
    public List<DetectionAnswers> run(
            List<List<QuantisedLayer>> variants, long limit, Progress progress) {
        int count = count(limit);
        long start = System.nanoTime();
        Object run = new Object();
        List<AnswerCollector> collectors =
                IntStream.range(0, variants.size())
                        .mapToObj(i -> new AnswerCollector(dataset, matching, run, i == 0))
                        .toList();
        ImageContents contents = ImageContents.UNKNOWN;
        long skipped = 0;
        long total = (long) count * variants.size();
        for (int first = 0; first < count; first += STRETCH) {
            List<Numbered> stretch = new ArrayList<>();
            for (int index = first; index < Math.min(count, first + STRETCH); index++) {
                try {
                    Picture picture = dataset.picture(index);
                    contents = contents.and(hash(picture));
                    stretch.add(new Numbered(index, picture));
                } catch (Problem unreadable) {
                    skipped++;
                    broken.accept(unreadable);
                }
            }
            List<float[]> reference = new ArrayList<>();
            for (int variant = 0; variant < variants.size(); variant++) {
                long done = (long) first * variants.size() + (long) variant * stretch.size();
                progress.report(done, total, DETECTING);
                answer(
                        variants.get(variant),
                        stretch,
                        reference,
                        collectors.get(variant),
                        progress);
            }
        }
        progress.report(total, total, DETECTING);
        if (skipped == count) {
            throw new Problem(
                    "Expected images with annotated objects in %s, found none of %d that can be read."
                            .formatted(dataset.name(), dataset.size()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ImageContents seen = contents;
        long unread = skipped;
        return collectors.stream()
                .map(collector -> collector.answers(seen, unread, seconds))
                .toList();
    }

    private void answer(
            List<QuantisedLayer> layers,
            List<Numbered> stretch,
            List<float[]> reference,
            AnswerCollector collector,
            Progress progress) {
        if (!layers.isEmpty()) {
            try (LayerSubstitution quantised =
                    LayerSubstitution.simulate(model.network(), layers)) {
                answer(List.of(), stretch, reference, collector, progress);
            }
            return;
        }
        boolean first = reference.isEmpty();
        for (int i = 0; i < stretch.size(); i++) {
            progress.checkCancelled();
            ObjectnessProbe objectness = new ObjectnessProbe();
            collector.add(
                    stretch.get(i).index(),
                    model.network().detect(stretch.get(i).picture(), objectness));
            float[] logits = objectness.logits();
            if (first) {
                reference.add(logits);
            }
            collector.add(reference.get(i), logits);
        }
    }
}
