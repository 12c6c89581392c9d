package org.mambascope.tensor.cpu.fakequant;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The orthogonal transform by a Hadamard matrix H, all of whose entries are ±1/√order. Orders are
 * 2^k, 12 · 2^k and 20 · 2^k (Sylvester's doubling of Paley's matrices); other numbers of channels
 * are divided into blocks of the largest order that divides them.
 */
public final class HadamardTransform {
    /** Primes q such that q + 1 is an order and no power of two. */
    private static final int[] PRIMES = {11, 19};

    /** Rows that one thread takes at once. */
    private static final int STRETCH = 64;

    /** Values from which several threads are faster than one, with what waking them costs. */
    private static final int WORTH_THREADS = 1 << 18;

    /** For each stage within a vector, which lane each lane meets, and with which sign it stays. */
    private static final VectorShuffle<Float>[] SWAPS = swaps();

    private static final FloatVector[] SIGNS = signs();

    private final int channels;
    private final int order;
    private final int base;
    private final float[] small;

    /**
     * A transform.
     *
     * @param channels of a row
     */
    public HadamardTransform(int channels) {
        if (channels < 1) {
            throw new IllegalArgumentException("a row has at least one channel");
        }
        this.channels = channels;
        int largest = Integer.lowestOneBit(channels);
        int smallest = 1;
        for (int prime : PRIMES) {
            int order = largestOrder(prime + 1);
            if (order > largest) {
                largest = order;
                smallest = prime + 1;
            }
        }
        order = largest;
        base = smallest;
        small = base == 1 ? new float[] {1} : paley(base - 1);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static VectorShuffle<Float>[] swaps() {
        VectorShuffle<Float>[] swaps = new VectorShuffle[Integer.numberOfTrailingZeros(LANES)];
        for (int stage = 0; stage < swaps.length; stage++) {
            int half = 1 << stage;
            swaps[stage] = VectorShuffle.fromOp(SPECIES, lane -> lane ^ half);
        }
        return swaps;
    }

    private static FloatVector[] signs() {
        FloatVector[] signs = new FloatVector[Integer.numberOfTrailingZeros(LANES)];
        for (int stage = 0; stage < signs.length; stage++) {
            float[] values = new float[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                values[lane] = (lane >> stage & 1) == 0 ? 1 : -1;
            }
            signs[stage] = FloatVector.fromArray(SPECIES, values, 0);
        }
        return signs;
    }

    /** The largest {@code base} · 2^k that divides the channels; 0 if there is none. */
    private int largestOrder(int base) {
        return channels % base == 0 ? base * Integer.lowestOneBit(channels / base) : 0;
    }

    /** Channels that are mixed with each other; 1 if H is the identity. */
    public int order() {
        return order;
    }

    /**
     * Multiplies rows by H from the right, in place.
     *
     * @param rows any number of rows of channels
     */
    public void apply(float[] rows) {
        transform(rows, small);
    }

    /** Multiplies rows by Hᵀ from the right, in place: the way back. */
    public void applyTransposed(float[] rows) {
        float[] transposed = new float[small.length];
        for (int i = 0; i < small.length; i++) {
            transposed[i] = small[i % base * base + i / base];
        }
        transform(rows, transposed);
    }

    private void transform(float[] rows, float[] mixing) {
        int count = rows.length / channels;
        if (count * channels != rows.length) {
            throw new IllegalArgumentException(
                    "%d values are no rows of %d".formatted(rows.length, channels));
        }
        if (rows.length < WORTH_THREADS) {
            transform(rows, 0, rows.length, mixing);
            return;
        }
        int stretch = STRETCH * channels;
        IntStream.range(0, Math.ceilDiv(rows.length, stretch))
                .parallel()
                .forEach(
                        i ->
                                transform(
                                        rows,
                                        i * stretch,
                                        Math.min(rows.length, (i + 1) * stretch),
                                        mixing));
    }

    private void transform(float[] rows, int first, int end, float[] mixing) {
        float[] scratch = new float[base * LANES];
        for (int from = first; from < end; from += order) {
            if (order / base >= LANES) {
                vectorBlock(rows, from, mixing, scratch);
            } else {
                block(rows, from, mixing, scratch);
            }
        }
    }

    /** The matrix, channels × channels, row by row. */
    public float[] matrix() {
        float[] identity = new float[channels * channels];
        for (int i = 0; i < channels; i++) {
            identity[i * channels + i] = 1;
        }
        apply(identity);
        return identity;
    }

    /** As {@link #block}, where each of the {@code base} parts fills whole vectors. */
    private void vectorBlock(float[] rows, int from, float[] mixing, float[] scratch) {
        int inner = order / base;
        float scale = (float) (1 / Math.sqrt(order));
        for (int i = from; i < from + order; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, rows, i);
            for (int stage = 0; stage < SWAPS.length; stage++) {
                x = x.fma(SIGNS[stage], x.rearrange(SWAPS[stage]));
            }
            x.mul(scale).intoArray(rows, i);
        }
        for (int half = LANES; half < inner; half *= 2) {
            for (int pair = from; pair < from + order; pair += 2 * half) {
                for (int i = pair; i < pair + half; i += LANES) {
                    FloatVector a = FloatVector.fromArray(SPECIES, rows, i);
                    FloatVector b = FloatVector.fromArray(SPECIES, rows, i + half);
                    a.add(b).intoArray(rows, i);
                    a.sub(b).intoArray(rows, i + half);
                }
            }
        }
        if (base > 1) {
            for (int offset = from; offset < from + inner; offset += LANES) {
                mixVectorsAcross(rows, offset, inner, mixing, scratch);
            }
        }
    }

    private void mixVectorsAcross(
            float[] rows, int offset, int stride, float[] mixing, float[] sums) {
        for (int j = 0; j < base; j++) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = 0; i < base; i++) {
                sum =
                        FloatVector.fromArray(SPECIES, rows, offset + i * stride)
                                .lanewise(VectorOperators.FMA, mixing[i * base + j], sum);
            }
            sum.intoArray(sums, j * LANES);
        }
        for (int j = 0; j < base; j++) {
            System.arraycopy(sums, j * LANES, rows, offset + j * stride, LANES);
        }
    }

    private void block(float[] rows, int from, float[] mixing, float[] scratch) {
        int inner = order / base;
        for (int half = 1; half < inner; half *= 2) {
            for (int pair = from; pair < from + order; pair += 2 * half) {
                for (int i = pair; i < pair + half; i++) {
                    float a = rows[i];
                    float b = rows[i + half];
                    rows[i] = a + b;
                    rows[i + half] = a - b;
                }
            }
        }
        if (base > 1) {
            for (int offset = from; offset < from + inner; offset++) {
                mixAcross(rows, offset, inner, mixing, scratch);
            }
        }
        float scale = (float) (1 / Math.sqrt(order));
        for (int i = from; i < from + order; i++) {
            rows[i] *= scale;
        }
    }

    private void mixAcross(float[] rows, int offset, int stride, float[] mixing, float[] sums) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < base; i++) {
            float value = rows[offset + i * stride];
            for (int j = 0; j < base; j++) {
                sums[j] += value * mixing[i * base + j];
            }
        }
        for (int j = 0; j < base; j++) {
            rows[offset + j * stride] = sums[j];
        }
    }

    /**
     * Paley's first construction for a prime q = 3 mod 4: a border of ones around the quadratic
     * characters of differences, plus the identity.
     */
    private static float[] paley(int prime) {
        boolean[] square = new boolean[prime];
        for (int i = 1; i < prime; i++) {
            square[i * i % prime] = true;
        }
        int size = prime + 1;
        float[] matrix = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                matrix[row * size + column] = entry(row, column, prime, square);
            }
        }
        return matrix;
    }

    private static float entry(int row, int column, int prime, boolean[] square) {
        if (row == column || row == 0) {
            return 1;
        }
        if (column == 0) {
            return -1;
        }
        return square[Math.floorMod(row - column, prime)] ? 1 : -1;
    }
}
