package org.mambascope.image;

import org.mambascope.base.Problem;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of a model's classes each class of a dataset is.
 *
 * @param modelClasses a logit's number for each class number of the dataset
 * @param explanation a sentence for the user: how they were matched
 */
public record ClassMatching(int[] modelClasses, String explanation) {
    /**
     * Matches by name (case and punctuation do not count; any of several names after commas;
     * WordNet ids for ImageNet's classes), else by order. Datasets that only number their classes
     * keep the numbers.
     *
     * @param names the model's class names; empty if unknown
     * @param logits number of the model's classes
     * @throws Problem if names do not fit and numbers of classes differ
     */
    public static ClassMatching of(Dataset dataset, List<String> names, int logits) {
        List<String> classes = dataset.classes();
        if (classes.isEmpty()) {
            return byNumber(dataset, logits);
        }
        ClassIndex known = ClassIndex.of(names, logits);
        int[] matched = classes.stream().mapToInt(known::find).toArray();
        if (IntStream.of(matched).allMatch(index -> index >= 0)
                && IntStream.of(matched).distinct().count() == matched.length) {
            return new ClassMatching(
                    matched, "The dataset's classes were matched to the model's by name.");
        }
        if (classes.size() == logits) {
            return new ClassMatching(
                    IntStream.range(0, logits).toArray(),
                    "The dataset's classes were matched to the model's by their sorted order.");
        }
        List<String> unknown =
                classes.stream().filter(name -> known.find(name) < 0).limit(3).toList();
        throw new Problem(
                "The dataset %s has %d classes, the model %d, and %s. Name the folders like the model's classes."
                        .formatted(
                                dataset.name(),
                                classes.size(),
                                logits,
                                unknown.isEmpty()
                                        ? "several folders have the name of the same class"
                                        : "the model knows no " + String.join(", ", unknown)));
    }

    private static ClassMatching byNumber(Dataset dataset, int logits) {
        int largest =
                IntStream.range(0, dataset.size())
                        .map(index -> dataset.label(index).orElse(ClassIndex.NONE))
                        .max()
                        .orElse(ClassIndex.NONE);
        if (largest >= logits) {
            throw new Problem(
                    "The dataset %s has a class numbered %d, but the model's %d classes are numbered from 0 to %d."
                            .formatted(dataset.name(), largest, logits, logits - 1));
        }
        return new ClassMatching(
                IntStream.range(0, logits).toArray(),
                "The dataset's class numbers are taken as the model's.");
    }
}
