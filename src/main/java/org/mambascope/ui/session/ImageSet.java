package org.mambascope.ui.session;

import org.mambascope.base.Problem;
import org.mambascope.dataset.Dataset;
import org.mambascope.image.Picture;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The images that are analysed: a sample of everything that was opened, an equal share of every
 * source as far as it has so many, evenly spaced in each.
 *
 * @param sources files and folders that were opened
 * @param total number of images in them
 * @param sample what is analysed, without images that cannot be read or are there already
 * @param previews what the network sees of each image of the sample
 * @param notes why images were left out, a sentence each
 */
public record ImageSet(
        List<Path> sources, int total, Dataset sample, List<Picture> previews, List<String> notes) {
    public ImageSet {
        sources = List.copyOf(sources);
        previews = List.copyOf(previews);
        notes = List.copyOf(notes);
    }

    /** Number of images that are analysed. */
    public int size() {
        return previews.size();
    }

    /**
     * Reads a sample.
     *
     * @param given files and folders, of which those that lie within others are left out
     * @param open makes a dataset of files and folders, in their order
     * @param sampleSize so many images at most
     * @param seen makes a preview of an image
     * @throws Problem if no image can be read
     */
    static ImageSet read(
            List<Path> given,
            Function<List<Path>, Dataset> open,
            int sampleSize,
            UnaryOperator<Picture> seen,
            Job job) {
        ImageSources sources = ImageSources.of(given);
        List<String> notes = new ArrayList<>(sources.notes());
        Dataset dataset = open.apply(sources.distinct());
        List<Integer> wanted = sources.sample(open, dataset.size(), sampleSize);
        List<Integer> indices = new ArrayList<>();
        List<Picture> previews = new ArrayList<>();
        Map<PixelKey, String> known = new HashMap<>();
        for (int index : wanted) {
            job.checkCancelled();
            job.report(indices.size(), wanted.size(), job.title());
            try {
                Picture picture = dataset.picture(index);
                String twin = known.putIfAbsent(PixelKey.of(picture), picture.name());
                if (twin == null) {
                    previews.add(seen.apply(picture));
                    indices.add(index);
                } else {
                    notes.add(Texts.of("images.twin", picture.name(), twin));
                }
            } catch (Problem e) {
                notes.add(e.getMessage());
            }
        }
        if (indices.isEmpty()) {
            throw new Problem(
                    notes.isEmpty()
                            ? "There is no image in " + dataset.name() + "."
                            : notes.getFirst());
        }
        return new ImageSet(
                sources.distinct(), dataset.size(), new Sample(dataset, indices), previews, notes);
    }

    /** What makes two images the same, whatever they are called. */
    private record PixelKey(int width, int height, long first, long second) {
        static PixelKey of(Picture picture) {
            long first = 1;
            long second = 7;
            for (int pixel : picture.rgb()) {
                first = 31 * first + pixel;
                second = 0x9E3779B97F4A7C15L * (second ^ pixel);
            }
            return new PixelKey(picture.width(), picture.height(), first, second);
        }
    }

    /** One image of the sample as a dataset. */
    Dataset only(int index) {
        return new Sample(sample, List.of(index));
    }

    /** At most so many images of the sample, evenly chosen, as a dataset. */
    public Dataset some(int most) {
        return new Sample(sample, List.copyOf(evenly(most)));
    }

    /** Numbers of at most so many images of the sample, evenly chosen, in their order. */
    SortedSet<Integer> evenly(int most) {
        int count = Math.min(most, size());
        return IntStream.range(0, count)
                .map(i -> i * size() / count)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Some pictures of another dataset. */
    private record Sample(Dataset all, List<Integer> indices) implements Dataset {
        private Sample {
            indices = List.copyOf(indices);
        }

        @Override
        public String name() {
            return all.name();
        }

        @Override
        public int size() {
            return indices.size();
        }

        @Override
        public Picture picture(int index) {
            return all.picture(indices.get(index));
        }

        @Override
        public OptionalInt label(int index) {
            return all.label(indices.get(index));
        }

        @Override
        public List<String> classes() {
            return all.classes();
        }
    }
}
