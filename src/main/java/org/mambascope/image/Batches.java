package org.mambascope.image;

import org.mambascope.base.Problem;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Goes through a dataset in batches of preprocessed pictures, holding one batch at a time. Broken
 * pictures are reported and skipped; the batch is filled with the next ones, so only the last one
 * can be smaller.
 */
public final class Batches implements Iterator<Batch> {
    private final Dataset dataset;
    private final Preprocessing preprocessing;
    private final int batchSize;
    private final Consumer<Problem> broken;
    private final int[] order;
    private int position;
    private Batch next;

    /** The pictures with the given numbers, in that order. */
    public Batches(
            Dataset dataset,
            int[] order,
            Preprocessing preprocessing,
            int batchSize,
            Consumer<Problem> broken) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch has at least one picture");
        }
        this.dataset = dataset;
        this.order = order.clone();
        this.preprocessing = preprocessing;
        this.batchSize = batchSize;
        this.broken = broken;
        this.next = read();
    }

    /** All pictures. */
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
        return next.images() > 0;
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Batch batch = next;
        next = read();
        return batch;
    }

    private Batch read() {
        int size = Math.min(batchSize, order.length - position);
        int length = 3 * preprocessing.height() * preprocessing.width();
        int[] indices = new int[size];
        float[] values = new float[Math.multiplyExact(size, length)];
        int images = 0;
        while (images < size && position < order.length) {
            int index = order[position++];
            try {
                float[] input = preprocessing.apply(dataset.picture(index));
                System.arraycopy(input, 0, values, images * length, length);
                indices[images++] = index;
            } catch (Problem problem) {
                broken.accept(problem);
            }
        }
        return images == size
                ? new Batch(indices, values)
                : new Batch(Arrays.copyOf(indices, images), Arrays.copyOf(values, images * length));
    }
}
