package org.mambascope.experiment.task;

import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.Category;
import org.mambascope.dataset.annotation.DetectionDataset;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model's classes as a dataset's categories.
 *
 * @param categories per class of the model, the category's number; none for a class that the
 *     dataset lacks
 * @param by how they were matched, in a word
 * @param explanation one sentence
 */
record CategoryMatching(Map<Integer, Integer> categories, String by, String explanation) {
    /**
     * Matches names where the model has them, otherwise places in the order.
     *
     * @param names of the model's classes; empty if unknown
     * @param classes their number
     * @throws Problem if a category has no class
     */
    static CategoryMatching of(DetectionDataset dataset, List<String> names, int classes) {
        return names.isEmpty() ? byOrder(dataset, classes) : byName(dataset, names);
    }

    private static CategoryMatching byName(DetectionDataset dataset, List<String> names) {
        Map<String, Integer> known = new HashMap<>();
        for (int index = 0; index < names.size(); index++) {
            known.put(plain(names.get(index)), index);
        }
        Map<Integer, Integer> categories = new HashMap<>();
        List<Category> wanted = dataset.categories();
        for (int category = 0; category < wanted.size(); category++) {
            Integer index = known.get(plain(wanted.get(category).name()));
            if (index == null) {
                throw new Problem(
                        "%s: expected categories among the model's %d classes (%s), found %s: take the dataset that the model was trained for."
                                .formatted(
                                        dataset.name(),
                                        names.size(),
                                        String.join(
                                                        ", ",
                                                        names.subList(0, Math.min(5, names.size())))
                                                + (names.size() > 5 ? " …" : ""),
                                        wanted.get(category).name()));
            }
            categories.put(index, category);
        }
        return new CategoryMatching(
                Map.copyOf(categories),
                "name",
                "%d categories are matched to the model's classes by their names."
                        .formatted(wanted.size()));
    }

    private static CategoryMatching byOrder(DetectionDataset dataset, int classes) {
        int count = dataset.categories().size();
        if (count != classes) {
            throw new Problem(
                    "%s: expected %d categories as the model has classes, found %d: name the model's classes in a description beside its weights."
                            .formatted(dataset.name(), classes, count));
        }
        Map<Integer, Integer> same = new HashMap<>();
        IntStream.range(0, classes).forEach(index -> same.put(index, index));
        return new CategoryMatching(
                Map.copyOf(same),
                "order",
                "The model's classes have no names: class k is taken for the k-th category.");
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
