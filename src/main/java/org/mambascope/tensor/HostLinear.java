package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A linear layer in 32-bit floats on the CPU: the library multiplies, and the rows are divided
 * among the {@link Crew}, which is ready sooner than the library's own threads.
 */
final class HostLinear {
    /** Values of the result that a processor's cache still holds when they are added to. */
    private static final int CACHED = 100_000;

    private HostLinear() {}

    /** Whether the library can be used like this for these operands. */
    static boolean suits(NDArray x, NDArray weight) {
        return RowProduct.found().isPresent()
                && x.getDataType() == DataType.FLOAT32
                && weight.getDataType() == DataType.FLOAT32
                && x.size() > 0;
    }

    /** y = x Wᵀ + b for x (…, K) and W (N, K). */
    static NDArray apply(NDArray x, NDArray weight, Optional<NDArray> bias) {
        int outputs = Math.toIntExact(weight.getShape().get(0));
        int inputs = Math.toIntExact(weight.getShape().get(1));
        Shape shape = x.getShape();
        if (shape.tail() != inputs) {
            throw new IllegalArgumentException(
                    "expected %d channels, found %s".formatted(inputs, shape));
        }
        Shape resultShape = shape.slice(0, shape.dimension() - 1).add(outputs);
        NDArray y = x.getManager().create(resultShape, DataType.FLOAT32);
        int rows = Math.toIntExact(x.size() / inputs);
        MemorySegment from = HostFloats.memory(x);
        MemorySegment w = HostFloats.memory(weight);
        MemorySegment into = HostFloats.memory(y);
        Optional<MemorySegment> offset = bias.map(HostFloats::memory);
        RowProduct product = RowProduct.found().orElseThrow();
        RowParts.run(
                rows,
                (first, end) -> {
                    if (offset.isEmpty()) {
                        product.run(from, w, into, first, end, inputs, outputs, false);
                        return;
                    }
                    int stretch = Math.max(1, CACHED / outputs);
                    for (int at = first; at < end; at += stretch) {
                        int to = Math.min(at + stretch, end);
                        repeat(offset.get(), into, at, to);
                        product.run(from, w, into, at, to, inputs, outputs, true);
                    }
                });
        return y;
    }

    private static void repeat(MemorySegment row, MemorySegment into, int first, int end) {
        long bytes = row.byteSize();
        MemorySegment.copy(row, 0, into, first * bytes, bytes);
        long done = 1;
        while (done < end - first) {
            long rows = Math.min(done, end - first - done);
            MemorySegment.copy(into, first * bytes, into, (first + done) * bytes, rows * bytes);
            done += rows;
        }
    }
}
