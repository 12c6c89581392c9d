package org.mambascope.tensor.cpu.linear;

import static org.mambascope.tensor.cpu.vector.CpuMemory.EVERYWHERE;
import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;
import static org.mambascope.tensor.cpu.vector.VectorMath.atLeast;
import static org.mambascope.tensor.cpu.vector.VectorMath.atMost;
import static org.mambascope.tensor.cpu.vector.VectorMath.nearestOfSmall;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import org.mambascope.tensor.ActivationQuantiser;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.cpu.jit.RowQuantiseCode;
import org.mambascope.tensor.cpu.vector.VectorMath;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The passes before and after the product of a linear layer on codes, vectorised over channels and
 * straight on the tensors' memory: one pass over values that a cache still holds costs less than
 * several operators, and than copies to arrays.
 */
final class RequantiseKernel {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final int inputs;
    private final int outputs;
    private final int gridRows;
    private final Optional<RowQuantiseCode> rowCode;
    private final int whole;
    private final int biasRows;
    private final int largest;
    private final float[] steps;
    private final float[] zeroPoints;
    private final float[] shifts;

    /** Filled up to whole vectors. */
    private final float[] smoothing;

    private final float[] weightSteps;
    private final float[] sums;
    private final float[] bias;

    /**
     * The passes of a layer.
     *
     * @param shifts the zero point at each step of the grid
     */
    RequantiseKernel(IntegerLinearParameters layer, float[] shifts) {
        ActivationQuantiser grid = layer.grid();
        inputs = layer.weights().inputs();
        whole = SPECIES.loopBound(inputs);
        outputs = layer.weights().outputs();
        gridRows = grid.tokens();
        biasRows = layer.biasRows();
        largest = grid.largest();
        steps = grid.steps();
        zeroPoints = grid.zeroPoints();
        this.shifts = shifts;
        smoothing = new float[Math.ceilDiv(inputs, LANES) * LANES];
        Arrays.fill(smoothing, 1);
        System.arraycopy(grid.smoothing(inputs), 0, smoothing, 0, inputs);
        rowCode = RowQuantiseCode.of(smoothing, inputs);
        weightSteps = layer.weights().steps();
        sums = layer.weights().sums();
        bias = layer.offsets();
    }

    /**
     * Quantises some rows.
     *
     * @param x (images · tokens, K)
     * @param codes of the rows from {@code first} to before {@code end}, overwritten
     */
    void quantise(MemorySegment x, MemorySegment codes, int first, int end, int tokens) {
        for (int row = first; row < end; row++) {
            Row grid = row(row % tokens);
            long source = JAVA_FLOAT.scale(x.address(), (long) row * inputs);
            long target = JAVA_FLOAT.scale(codes.address(), (long) (row - first) * inputs);
            for (int channel = 0; channel < whole; channel += LANES) {
                long offset = (long) channel * Float.BYTES;
                grid.codes(all(source + offset), channel)
                        .intoMemorySegment(EVERYWHERE, target + offset, ORDER);
            }
            if (whole < inputs) {
                long offset = (long) whole * Float.BYTES;
                VectorMask<Float> rest = SPECIES.indexInRange(whole, inputs);
                grid.codes(some(source + offset), whole)
                        .intoMemorySegment(EVERYWHERE, target + offset, ORDER, rest);
            }
        }
    }

    private static FloatVector all(long address) {
        return FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, address, ORDER);
    }

    /** The channels behind the last whole vector. */
    private FloatVector some(long address) {
        VectorMask<Float> rest = SPECIES.indexInRange(whole, inputs);
        return FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, address, ORDER, rest);
    }

    /**
     * Quantises a row to unsigned bytes.
     *
     * @param source address of its values, (K)
     * @param target address of its codes; behind them what fills a vector up is overwritten
     */
    void quantiseToBytes(long source, long target, int token) {
        Row grid = row(token);
        if (rowCode.isPresent()) {
            rowCode.get()
                    .run(source, target, grid.step, grid.lowest, grid.highest, (int) grid.shift);
            return;
        }
        for (int channel = 0; channel < whole; channel += LANES) {
            VectorMath.bytes(grid.codes(all(source + (long) channel * Float.BYTES), channel))
                    .intoMemorySegment(EVERYWHERE, target + channel, ORDER);
        }
        if (whole < inputs) {
            VectorMath.bytes(grid.codes(some(source + (long) whole * Float.BYTES), whole))
                    .intoMemorySegment(EVERYWHERE, target + whole, ORDER);
        }
    }

    /** As {@link #quantiseToBytes}, with 16 bits for each code. */
    void quantiseToShorts(long source, long target, int token) {
        Row grid = row(token);
        for (int channel = 0; channel < whole; channel += LANES) {
            VectorMath.shorts(grid.codes(all(source + (long) channel * Float.BYTES), channel))
                    .intoMemorySegment(EVERYWHERE, target + (long) channel * Short.BYTES, ORDER);
        }
        if (whole < inputs) {
            VectorMath.shorts(grid.codes(some(source + (long) whole * Float.BYTES), whole))
                    .intoMemorySegment(EVERYWHERE, target + (long) whole * Short.BYTES, ORDER);
        }
    }

    /** The step of a token. */
    float step(int token) {
        return steps[token % gridRows];
    }

    /** Zero point at a token. */
    float shift(int token) {
        return shifts[token % gridRows];
    }

    private Row row(int token) {
        int at = token % gridRows;
        return new Row(smoothing, steps[at], -zeroPoints[at], largest - zeroPoints[at], shifts[at]);
    }

    /** Quantisation of one token's values to codes. */
    private record Row(float[] smoothing, float step, float lowest, float highest, float shift) {
        FloatVector codes(FloatVector x, int channel) {
            FloatVector scaled =
                    x.div(FloatVector.fromArray(SPECIES, smoothing, channel).mul(step));
            return nearestOfSmall(
                            atMost(
                                    atLeast(scaled, FloatVector.broadcast(SPECIES, lowest)),
                                    FloatVector.broadcast(SPECIES, highest)))
                    .add(shift);
        }
    }

    /**
     * Turns sums of products of some rows into values.
     *
     * @param products sums of activation code times weight code, of the rows from {@code first} to
     *     before {@code end}
     * @param y (images · tokens, N)
     */
    void finish(MemorySegment products, MemorySegment y, int first, int end, int tokens) {
        for (int row = first; row < end; row++) {
            int token = row % tokens;
            finishRow(products, row - first, y, row, token % gridRows, token % biasRows * outputs);
        }
    }

    /**
     * The zero point is taken off while sums are whole numbers, which floats hold exactly up to
     * 2²⁴, and no product is fused with a sum: every device then rounds alike.
     */
    private void finishRow(
            MemorySegment products, int from, MemorySegment y, int to, int token, int biasAt) {
        long source = JAVA_FLOAT.scale(products.address(), (long) from * outputs);
        long target = JAVA_FLOAT.scale(y.address(), (long) to * outputs);
        float step = steps[token];
        float shift = shifts[token];
        FloatVector stepVector = FloatVector.broadcast(SPECIES, step);
        FloatVector shiftVector = FloatVector.broadcast(SPECIES, shift);
        int end = SPECIES.loopBound(outputs);
        for (int channel = 0; channel < end; channel += LANES) {
            long offset = (long) channel * Float.BYTES;
            FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, source + offset, ORDER)
                    .sub(FloatVector.fromArray(SPECIES, sums, channel).mul(shiftVector))
                    .mul(FloatVector.fromArray(SPECIES, weightSteps, channel).mul(stepVector))
                    .add(FloatVector.fromArray(SPECIES, bias, biasAt + channel))
                    .intoMemorySegment(EVERYWHERE, target + offset, ORDER);
        }
        for (int channel = end; channel < outputs; channel++) {
            long offset = (long) channel * Float.BYTES;
            float sum = EVERYWHERE.get(JAVA_FLOAT, source + offset) - sums[channel] * shift;
            float value = sum * (weightSteps[channel] * step) + bias[biasAt + channel];
            EVERYWHERE.set(JAVA_FLOAT, target + offset, value);
        }
    }
}
