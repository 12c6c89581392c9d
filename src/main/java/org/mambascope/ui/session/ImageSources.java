package org.mambascope.ui.session;

import org.mambascope.dataset.Dataset;
import org.mambascope.ui.text.Texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Files and folders with images, each counted once.
 *
 * @param distinct without those that are or lie within another one
 * @param notes what was left out, a sentence each
 */
record ImageSources(List<Path> distinct, List<String> notes) {
    ImageSources {
        distinct = List.copyOf(distinct);
        notes = List.copyOf(notes);
    }

    static ImageSources of(List<Path> given) {
        Map<Path, Path> real = new LinkedHashMap<>();
        given.forEach(path -> real.put(path, real(path)));
        List<Path> distinct = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path path : real.keySet()) {
            real.entrySet().stream()
                    .filter(other -> covers(other, real.get(path), path, distinct))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresentOrElse(
                            other -> notes.add(Texts.of("images.covered", path, other)),
                            () -> distinct.add(path));
        }
        return new ImageSources(distinct, notes);
    }

    /** Whether another path holds this one; of two names of the same, the first stays. */
    private static boolean covers(
            Map.Entry<Path, Path> other, Path real, Path path, List<Path> distinct) {
        return !other.getKey().equals(path)
                && real.startsWith(other.getValue())
                && (!real.equals(other.getValue()) || distinct.contains(other.getKey()));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /**
     * Indices in the dataset of all sources: of each an equal share, evenly spaced; what a small
     * source does not need is shared among the others.
     *
     * @param total images in all of them
     */
    List<Integer> sample(Function<List<Path>, Dataset> open, int total, int most) {
        if (total <= most) {
            return IntStream.range(0, total).boxed().toList();
        }
        List<Integer> sizes =
                distinct.size() == 1
                        ? List.of(total)
                        : distinct.stream().map(path -> open.apply(List.of(path)).size()).toList();
        List<Integer> indices = new ArrayList<>();
        int[] shares = shares(sizes, most);
        int start = 0;
        for (int source = 0; source < shares.length; source++) {
            int size = sizes.get(source);
            for (int i = 0; i < shares[source]; i++) {
                indices.add(start + (int) ((long) i * size / shares[source]));
            }
            start += size;
        }
        return indices;
    }

    /**
     * One more to each in turn that has one left, the first sources first; of more sources than
     * images an even choice.
     */
    private static int[] shares(List<Integer> sizes, int most) {
        int[] shares = new int[sizes.size()];
        if (shares.length > most) {
            IntStream.range(0, most).forEach(i -> shares[i * shares.length / most] = 1);
            return shares;
        }
        int left = most;
        for (int given = -1; left > 0 && given != 0; ) {
            given = 0;
            for (int source = 0; source < shares.length && left > 0; source++) {
                if (shares[source] < sizes.get(source)) {
                    shares[source]++;
                    left--;
                    given++;
                }
            }
        }
        return shares;
    }
}
