package org.mambascope.tensor;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.MatrixProduct.Operand;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A linear layer in 32-bit floats on the CPU, y = x Wᵀ + b for x (…, K) and W (N, K), forwards and
 * back: the library multiplies, and rows are divided among the {@link Crew}, which is ready sooner
 * than the library's own threads.
 *
 * @param inputs K
 * @param outputs N
 */
record HostLinear(MatrixProduct product, int inputs, int outputs) {
    /** Values of the result that a processor's cache still holds when they are added to. */
    private static final int CACHED = 100_000;

    /** A layer with these operands; empty where the library cannot be used like this. */
    static Optional<HostLinear> of(NDArray x, NDArray weight) {
        if (x.getDataType() != DataType.FLOAT32
                || weight.getDataType() != DataType.FLOAT32
                || x.size() == 0) {
            return Optional.empty();
        }
        int outputs = Math.toIntExact(weight.getShape().get(0));
        int inputs = Math.toIntExact(weight.getShape().get(1));
        if (x.getShape().tail() != inputs) {
            throw new IllegalArgumentException(
                    "expected %d channels, found %s".formatted(inputs, x.getShape()));
        }
        return MatrixProduct.found().map(product -> new HostLinear(product, inputs, outputs));
    }

    /** As many rows of another number of channels, owned alike. */
    private static NDArray rowsOf(int channels, NDArray like) {
        Shape shape = like.getShape();
        return like.getManager()
                .create(shape.slice(0, shape.dimension() - 1).add(channels), DataType.FLOAT32);
    }

    /** y, owned as {@code x}. */
    NDArray apply(NDArray x, NDArray weight, Optional<NDArray> bias) {
        NDArray y = rowsOf(outputs, x);
        MemorySegment into = HostFloats.memory(y);
        MemorySegment from = HostFloats.memory(x);
        MemorySegment w = HostFloats.memory(weight);
        Optional<MemorySegment> offset = bias.map(HostFloats::memory);
        int stretch = offset.isEmpty() ? Integer.MAX_VALUE : stretch();
        inStretches(
                HostRows.count(x),
                stretch,
                rows -> {
                    offset.ifPresent(row -> repeat(row, into, rows.first, rows.end));
                    multiply(from, w, into, rows, offset.isPresent());
                });
        return y;
    }

    /** GELU of y. */
    NDArray applyThenGelu(NDArray x, NDArray weight, Optional<NDArray> bias) {
        NDArray y = rowsOf(outputs, x);
        MemorySegment into = HostFloats.memory(y);
        MemorySegment from = HostFloats.memory(x);
        MemorySegment w = HostFloats.memory(weight);
        Optional<MemorySegment> offset = bias.map(HostFloats::memory);
        inStretches(
                HostRows.count(x),
                stretch(),
                rows -> {
                    multiply(from, w, into, rows, false);
                    for (int i = rows.first; i < rows.end; i++) {
                        long at = (long) i * outputs;
                        offset.ifPresent(row -> ElementKernel.add(row, into, at, outputs));
                        ElementKernel.gelu(into, at, at + outputs);
                    }
                });
        return y;
    }

    /** The sum of a stream (…, N) and y, owned as {@code stream}. */
    NDArray applyOnto(NDArray stream, NDArray x, NDArray weight, Optional<NDArray> bias) {
        NDArray y = rowsOf(outputs, stream);
        MemorySegment before = HostFloats.memory(stream);
        MemorySegment into = HostFloats.memory(y);
        MemorySegment from = HostFloats.memory(x);
        MemorySegment w = HostFloats.memory(weight);
        if (stream.size() != (long) HostRows.count(x) * outputs) {
            throw new IllegalArgumentException(
                    "expected a stream of %d channels for each row of %s, found %s"
                            .formatted(outputs, x.getShape(), stream.getShape()));
        }
        Optional<MemorySegment> offset = bias.map(HostFloats::memory);
        inStretches(
                HostRows.count(x),
                stretch(),
                rows -> {
                    for (int i = rows.first; i < rows.end; i++) {
                        long at = (long) i * outputs;
                        MemorySegment.copy(
                                before,
                                JAVA_FLOAT.scale(0, at),
                                into,
                                JAVA_FLOAT.scale(0, at),
                                JAVA_FLOAT.scale(0, outputs));
                        offset.ifPresent(row -> ElementKernel.add(row, into, at, outputs));
                    }
                    multiply(from, w, into, rows, true);
                });
        return y;
    }

    private int stretch() {
        return Math.max(1, CACHED / outputs);
    }

    private record Rows(int first, int end) {}

    private static void inStretches(int rows, int stretch, Consumer<Rows> work) {
        RowParts.run(
                rows,
                (first, end) -> {
                    for (int at = first; at < end; at += Math.min(stretch, end - at)) {
                        work.accept(new Rows(at, at + Math.min(stretch, end - at)));
                    }
                });
    }

    private void multiply(
            MemorySegment from, MemorySegment weight, MemorySegment into, Rows rows, boolean adds) {
        product.run(
                rows.end - rows.first,
                outputs,
                inputs,
                Operand.fromRow(from, rows.first, inputs),
                Operand.transposed(weight, inputs),
                Operand.fromRow(into, rows.first, outputs),
                adds);
    }

    /** Puts a row in the place of some rows of its length. */
    static void repeat(MemorySegment row, MemorySegment into, int first, int end) {
        long bytes = row.byteSize();
        MemorySegment.copy(row, 0, into, first * bytes, bytes);
        long done = 1;
        while (done < end - first) {
            long rows = Math.min(done, end - first - done);
            MemorySegment.copy(into, first * bytes, into, (first + done) * bytes, rows * bytes);
            done += rows;
        }
    }

    /** Gradient of x from that of y. */
    NDArray ofInput(NDArray gradient, NDArray weight) {
        NDArray ofX = rowsOf(inputs, gradient);
        MemorySegment from = HostFloats.memory(gradient);
        MemorySegment into = HostFloats.memory(ofX);
        Operand w = Operand.fromRow(HostFloats.memory(weight), 0, inputs);
        RowParts.run(
                HostRows.count(gradient),
                (first, end) ->
                        product.run(
                                end - first,
                                inputs,
                                outputs,
                                Operand.fromRow(from, first, outputs),
                                w,
                                Operand.fromRow(into, first, inputs),
                                false));
        return ofX;
    }

    /** Gradient of W from that of y. */
    NDArray ofWeight(NDArray gradient, NDArray x) {
        NDManager scope = gradient.getManager();
        NDArray ofW = scope.create(new Shape(outputs, inputs), DataType.FLOAT32);
        MemorySegment from = HostFloats.memory(gradient);
        MemorySegment into = HostFloats.memory(ofW);
        Operand entering = Operand.fromRow(HostFloats.memory(x), 0, inputs);
        RowParts.run(
                outputs,
                (first, end) ->
                        product.run(
                                end - first,
                                inputs,
                                HostRows.count(gradient),
                                new Operand(from, first, outputs, true),
                                entering,
                                Operand.fromRow(into, first, inputs),
                                false));
        return ofW;
    }
}
