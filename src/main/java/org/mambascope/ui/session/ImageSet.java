package org.mambascope.ui.session;

import org.mambascope.base.Problem;
import org.mambascope.image.Dataset;
import org.mambascope.image.Picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The images that are analysed: an even sample of everything that was opened.
 *
 * @param sources files and folders that were opened
 * @param total number of pictures in them
 * @param sample what is analysed, without pictures that cannot be read
 * @param previews what the network sees of each picture of the sample
 * @param unreadable why pictures were left out, a sentence each
 */
public record ImageSet(
        List<Path> sources,
        int total,
        Dataset sample,
        List<Picture> previews,
        List<String> unreadable) {
    public ImageSet {
        sources = List.copyOf(sources);
        previews = List.copyOf(previews);
        unreadable = List.copyOf(unreadable);
    }

    /** Number of images that are analysed. */
    public int size() {
        return previews.size();
    }

    /**
     * Reads an even sample.
     *
     * @param seen makes a preview of a picture
     * @throws Problem if no picture can be read
     */
    static ImageSet read(
            List<Path> sources,
            Dataset dataset,
            int sampleSize,
            UnaryOperator<Picture> seen,
            Job job) {
        int wanted = Math.min(sampleSize, dataset.size());
        List<Integer> indices = new ArrayList<>();
        List<Picture> previews = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            job.checkCancelled();
            job.report(i, wanted, job.title());
            int index = (int) ((long) i * dataset.size() / wanted);
            try {
                previews.add(seen.apply(dataset.picture(index)));
                indices.add(index);
            } catch (Problem e) {
                unreadable.add(e.getMessage());
            }
        }
        if (indices.isEmpty()) {
            throw new Problem(
                    unreadable.isEmpty()
                            ? "There is no picture in " + dataset.name() + "."
                            : unreadable.getFirst());
        }
        return new ImageSet(
                sources, dataset.size(), new Sample(dataset, indices), previews, unreadable);
    }

    /** One image of the sample as a dataset. */
    Dataset only(int index) {
        return new Sample(sample, List.of(index));
    }

    /** At most so many images of the sample, evenly chosen, as a dataset. */
    Dataset some(int most) {
        int count = Math.min(most, size());
        return new Sample(
                sample, IntStream.range(0, count).map(i -> i * size() / count).boxed().toList());
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
