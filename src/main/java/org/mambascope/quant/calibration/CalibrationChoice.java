package org.mambascope.quant.calibration;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.ImageSample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which images of a dataset a model is calibrated with. */
public enum CalibrationChoice {
    /** The first ones; of each class, where images lie class by class. */
    FIRST("first") {
        @Override
        int[] indices(Dataset dataset, int count, long seed) {
            return ImageSample.of(dataset, count).indices();
        }
    },

    /** Any, drawn without putting back. */
    RANDOM("random") {
        @Override
        int[] indices(Dataset dataset, int count, long seed) {
            List<Integer> all =
                    new ArrayList<>(IntStream.range(0, dataset.size()).boxed().toList());
            Collections.shuffle(all, new Random(seed));
            return all.stream().limit(count).mapToInt(Integer::intValue).toArray();
        }
    },

    /** Random images, the same number of each class as far as the class has them. */
    BY_CLASS("by-class") {
        @Override
        int[] indices(Dataset dataset, int count, long seed) {
            TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
            for (int index = 0; index < dataset.size(); index++) {
                OptionalInt label = dataset.label(index);
                if (label.isPresent()) {
                    classes.computeIfAbsent(label.getAsInt(), _ -> new ArrayList<>()).add(index);
                }
            }
            if (classes.isEmpty()) {
                throw new Problem(
                        "Expected labels in %s to choose images by class, found none: choose them as first or random."
                                .formatted(dataset.name()));
            }
            Random random = new Random(seed);
            classes.values().forEach(members -> Collections.shuffle(members, random));
            int most = classes.values().stream().mapToInt(List::size).max().orElseThrow();
            return IntStream.range(0, most)
                    .boxed()
                    .flatMap(
                            round ->
                                    classes.values().stream()
                                            .filter(members -> round < members.size())
                                            .map(members -> members.get(round)))
                    .limit(count)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    };

    private final String id;

    CalibrationChoice(String id) {
        this.id = id;
    }

    /**
     * The choice of this name.
     *
     * @throws Problem if there is none, with those that there are
     */
    public static CalibrationChoice named(String id) {
        return Stream.of(values())
                .filter(choice -> choice.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                KnownNames.of(
                                                "choice of calibration images",
                                                Stream.of(values())
                                                        .map(CalibrationChoice::id)
                                                        .toList())
                                        .unknown(id, ""));
    }

    /** The name that users type. */
    public String id() {
        return id;
    }

    /**
     * Numbers of the images.
     *
     * @param count at most so many
     */
    abstract int[] indices(Dataset dataset, int count, long seed);
}
