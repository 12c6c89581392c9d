package org.mambascope.image.label;

import org.mambascope.base.Problem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Maps each class of a dataset to a class of a model.
 *
 * @param modelClasses a logit's number for each class number of the dataset
 * @param by property that was compared
 * @param explanation of the matching, a sentence for the user
 */
public record ClassMatching(int[] modelClasses, By by, String explanation) {
    /** Property that classes are matched by. */
    public enum By {
        NAME("name"),
        WORDNET_ID("WordNet id"),
        NUMBER("number"),
        SORTED_ORDER("sorted order");

        private final String words;

        By(String words) {
            this.words = words;
        }

        /** As {@code sorted order}. */
        public String words() {
            return words;
        }
    }

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern WORDNET_ID = Pattern.compile("n\\d{8}");
    private static final int LISTED = 3;

    /**
     * Matches by name (case and punctuation do not count; any of several names after commas;
     * WordNet ids for ImageNet's classes), else by class number where all names are numbers. Only a
     * model that names no class is taken by the sorted order of the dataset's names.
     *
     * @param names the model's class names; empty if unknown
     * @param logits number of the model's classes
     * @throws Problem if some or all of the classes cannot be the model's
     */
    public static ClassMatching of(LabelSet labels, List<String> names, int logits) {
        return new Matcher(labels, names, logits).match();
    }

    private record Matcher(LabelSet labels, List<String> names, int logits, ClassIndex known) {
        Matcher(LabelSet labels, List<String> names, int logits) {
            this(labels, names, logits, ClassIndex.of(names, logits));
        }

        ClassMatching match() {
            List<String> classes = labels.names();
            int[] matched = classes.stream().mapToInt(known::find).toArray();
            long found = IntStream.of(matched).filter(index -> index >= 0).count();
            if (found == matched.length && found > 0) {
                return byName(matched);
            }
            if (labels.numbered() && inPlace(matched)) {
                return byNumber(IntStream.rangeClosed(0, labels.largest()).toArray());
            }
            if (found > 0) {
                throw partial(matched, found);
            }
            if (classes.stream().allMatch(name -> NUMBER.matcher(name).matches())) {
                return byNumber(classes.stream().mapToInt(Integer::parseInt).toArray());
            }
            requireNoneOrAllNumbers(classes);
            if (names.isEmpty() && classes.size() == logits) {
                return bySortedOrder();
            }
            throw unlike();
        }

        /** Where most names are numbers, the others are mistakes: sorting would shift them all. */
        private void requireNoneOrAllNumbers(List<String> classes) {
            List<String> others =
                    classes.stream().filter(name -> !NUMBER.matcher(name).matches()).toList();
            if (others.size() < classes.size() - others.size()) {
                throw new Problem(
                        "In the dataset %s, %d of %d classes are numbers, but “%s” is none from 0 on: rename or remove it."
                                .formatted(
                                        labels.dataset(),
                                        classes.size() - others.size(),
                                        classes.size(),
                                        others.getFirst()));
            }
        }

        private boolean inPlace(int[] matched) {
            return IntStream.range(0, matched.length)
                    .allMatch(i -> matched[i] == ClassIndex.NONE || matched[i] == i);
        }

        private ClassMatching byName(int[] matched) {
            requireDistinct(matched);
            boolean ids = labels.names().stream().allMatch(n -> WORDNET_ID.matcher(n).matches());
            By by = ids ? By.WORDNET_ID : By.NAME;
            return new ClassMatching(matched, by, said("by " + by.words()));
        }

        private ClassMatching byNumber(int[] numbers) {
            requireDistinct(numbers);
            int largest = IntStream.of(numbers).max().orElse(ClassIndex.NONE);
            if (largest >= logits) {
                throw new Problem(
                        "The dataset %s has a class numbered %d, but the model's %d classes are numbered from 0 to %d: number the classes from 0, or name them like the model's."
                                .formatted(labels.dataset(), largest, logits, logits - 1));
            }
            String explained =
                    labels.names().isEmpty() || names.isEmpty()
                            ? ""
                            : " (%s are the model's %s)"
                                    .formatted(
                                            listed(labels.names()),
                                            listed(
                                                    IntStream.of(numbers)
                                                            .mapToObj(names::get)
                                                            .toList()));
            int[] all = labels.numbered() ? IntStream.range(0, logits).toArray() : numbers;
            return new ClassMatching(
                    all,
                    By.NUMBER,
                    "The dataset's class numbers are taken as the model's%s.".formatted(explained));
        }

        private ClassMatching bySortedOrder() {
            List<String> numbered = IntStream.range(0, logits).mapToObj(i -> "class " + i).toList();
            return new ClassMatching(
                    IntStream.range(0, logits).toArray(),
                    By.SORTED_ORDER,
                    "The dataset's classes were matched to the model's by their sorted order, since the model has no names: %s are %s."
                            .formatted(listed(labels.names()), listed(numbered)));
        }

        private String said(String how) {
            int classes = labels.names().size();
            if (classes == 1) {
                return "The dataset's only class was matched %s to one of the model's %d."
                        .formatted(how, logits);
            }
            return classes == logits
                    ? "The dataset's classes were matched to the model's %s.".formatted(how)
                    : "The dataset's %d classes were matched %s to %d of the model's %d."
                            .formatted(classes, how, classes, logits);
        }

        private void requireDistinct(int[] matched) {
            Map<Integer, Integer> places = new HashMap<>();
            for (int i = 0; i < matched.length; i++) {
                Integer other = places.putIfAbsent(matched[i], i);
                if (other != null) {
                    throw new Problem(
                            "In the dataset %s, “%s” and “%s” are the same class of the model: put their images together."
                                    .formatted(
                                            labels.dataset(),
                                            labels.names().get(other),
                                            labels.names().get(i)));
                }
            }
        }

        private Problem partial(int[] matched, long found) {
            int first =
                    IntStream.range(0, matched.length)
                            .filter(i -> matched[i] == ClassIndex.NONE)
                            .findFirst()
                            .orElse(0);
            String name = labels.names().get(first);
            String hint =
                    known.nearest(name)
                            .map("the nearest class of the model is “%s”"::formatted)
                            .orElse("the model's classes are " + listed(modelNames()));
            return new Problem(
                    "In the dataset %s, %d of %d classes are the model's, but “%s” is not (%s): rename or remove it."
                            .formatted(labels.dataset(), found, matched.length, name, hint));
        }

        private List<String> modelNames() {
            return names.isEmpty() ? ImageNetClasses.wordNetIds() : names;
        }

        private Problem unlike() {
            String model =
                    names.isEmpty()
                            ? "%d without names".formatted(logits)
                            : "%d: %s".formatted(logits, listed(names));
            return new Problem(
                    "The dataset %s has %d classes (%s), none of which is one of the model's (%s): name them like the model's classes or by class number."
                            .formatted(
                                    labels.dataset(),
                                    labels.names().size(),
                                    listed(labels.names()),
                                    model));
        }

        private static String listed(List<String> all) {
            String first = all.stream().limit(LISTED).collect(Collectors.joining(", "));
            return all.size() > LISTED ? first + " …" : first;
        }
    }
}
