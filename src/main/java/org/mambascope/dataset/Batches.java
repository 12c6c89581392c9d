package org.mambascope.dataset;

import org.mambascope.base.Problem;
import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.content.ImageContents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Goes through a dataset in batches of preprocessed images. While one batch is used the next is
 * prepared in the background, so two are held at a time. Broken images are reported to the
 * requester of the batch and skipped; the batch is filled with the next ones, so only the last one
 * can be smaller.
 */
public final class Batches implements Iterator<Batch> {
    private final Dataset dataset;
    private final Preprocessing preprocessing;
    private final int batchSize;
    private final Consumer<Problem> broken;
    private final int[] order;
    private CompletableFuture<Prepared> coming;

    /**
     * A batch, what was broken on the way to it, and the place in the order where the next begins.
     */
    private record Prepared(Batch batch, List<Problem> problems, int end) {}

    /** The images with the given numbers, in that order. */
    public Batches(
            Dataset dataset,
            int[] order,
            Preprocessing preprocessing,
            int batchSize,
            Consumer<Problem> broken) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one image");
        }
        this.dataset = dataset;
        this.order = order.clone();
        this.preprocessing = preprocessing;
        this.batchSize = batchSize;
        this.broken = broken;
        this.coming = prepare(0);
    }

    /** All images. */
    public Batches(
            Dataset dataset, Preprocessing preprocessing, int batchSize, Consumer<Problem> broken) {
        this(
                dataset,
                IntStream.range(0, dataset.size()).toArray(),
                preprocessing,
                batchSize,
                broken);
    }

    @Override
    public boolean hasNext() {
        return await().batch().images() > 0;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Prepared prepared = await();
        coming = prepare(prepared.end());
        return prepared.batch();
    }

    private Prepared await() {
        Prepared prepared;
        try {
            prepared = coming.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        List<Problem> problems = prepared.problems();
        while (!problems.isEmpty()) {
            broken.accept(problems.removeFirst());
        }
        return prepared;
    }

    private CompletableFuture<Prepared> prepare(int start) {
        return CompletableFuture.supplyAsync(() -> read(start));
    }

    private Prepared read(int start) {
        int size = Math.min(batchSize, order.length - start);
        int length = 3 * preprocessing.height() * preprocessing.width();
        int[] indices = new int[size];
        float[] values = new float[Math.multiplyExact(size, length)];
        long[] hashes = new long[size];
        List<Problem> problems = new ArrayList<>();
        int images = 0;
        int position = start;
        while (images < size && position < order.length) {
            int index = order[position++];
            try {
                Picture picture = dataset.picture(index);
                float[] input = preprocessing.apply(picture);
                hashes[images] =
                        ImageContents.hash(picture.width(), picture.height(), picture.rgb());
                System.arraycopy(input, 0, values, images * length, length);
                indices[images++] = index;
            } catch (Problem problem) {
                problems.add(problem);
            }
        }
        ImageContents contents = ImageContents.of(hashes).first(images);
        Batch batch =
                images == size
                        ? new Batch(indices, values, contents)
                        : new Batch(
                                Arrays.copyOf(indices, images),
                                Arrays.copyOf(values, images * length),
                                contents);
        return new Prepared(batch, problems, position);
    }
}
