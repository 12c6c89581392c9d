package org.mambascope.training.classification;

import org.mambascope.base.Problem;
import org.mambascope.dataset.Batch;
import org.mambascope.dataset.Batches;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.label.ClassMatching;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Images of a dataset with the number of the model's class that each shows. */
final class LabelledPictures {
    private static final int HELD_OUT = 10;

    private final Dataset dataset;
    private final int[] pictures;
    private final int[] modelClasses;

    private LabelledPictures(Dataset dataset, IntPredicate chosen, int[] modelClasses) {
        this.dataset = dataset;
        this.modelClasses = modelClasses;
        pictures =
                IntStream.range(0, dataset.size())
                        .filter(chosen)
                        .filter(i -> dataset.label(i).isPresent())
                        .toArray();
        if (pictures.length == 0) {
            throw new Problem(
                    "Expected images with labels in %s, found none of %d: give a folder with one folder a class, a labels file, or IDX files."
                            .formatted(dataset.name(), dataset.size()));
        }
    }

    /** Training images and test images. */
    record Divided(
            LabelledPictures training,
            LabelledPictures test,
            List<String> classes,
            List<String> notes) {}

    /**
     * A batch.
     *
     * @param values images × 3 × height × width
     * @param labels numbers of the model's classes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Labelled(float[] values, int[] labels) {}

    /**
     * Opens both parts of a dataset; where it is not divided, every tenth image is for testing.
     *
     * @param classes names of the model's classes; empty if unknown
     * @param logits number of the model's classes
     * @throws Problem if there are no labels, or they cannot be those of the model
     */
    static Divided open(Path path, List<String> classes, int logits) {
        Dataset training = Datasets.open(path, Split.TRAIN);
        Dataset test = Datasets.open(path, Split.TEST);
        int[] matched = ClassMatching.of(training.labelSet(), classes, logits).modelClasses();
        List<String> known = classes.isEmpty() ? training.classes() : classes;
        boolean undivided = same(training, test);
        return new Divided(
                new LabelledPictures(training, i -> !undivided || i % HELD_OUT != 0, matched),
                new LabelledPictures(
                        test,
                        i -> !undivided || i % HELD_OUT == 0,
                        ClassMatching.of(test.labelSet(), known, logits).modelClasses()),
                training.classes(),
                Stream.concat(training.notes().stream(), test.notes().stream())
                        .distinct()
                        .toList());
    }

    private static boolean same(Dataset one, Dataset other) {
        if (one.size() != other.size() || one.size() == 0) {
            return false;
        }
        Picture first = one.picture(0);
        Picture second = other.picture(0);
        return first.name().equals(second.name()) && Arrays.equals(first.rgb(), second.rgb());
    }

    int size() {
        return pictures.length;
    }

    /** Any of the images. */
    Picture example() {
        return dataset.picture(pictures[0]);
    }

    /**
     * Reads images; broken ones are left out.
     *
     * @param numbers among these images
     */
    Labelled read(int[] numbers, Preprocessing preprocessing, Consumer<Problem> broken) {
        int[] indices = IntStream.of(numbers).map(number -> pictures[number]).toArray();
        Batches batches = new Batches(dataset, indices, preprocessing, indices.length, broken);
        Batch batch = batches.hasNext() ? batches.next() : new Batch(new int[0], new float[0]);
        int[] labels =
                IntStream.of(batch.indices())
                        .map(index -> modelClasses[dataset.label(index).orElseThrow()])
                        .toArray();
        return new Labelled(batch.values(), labels);
    }
}
