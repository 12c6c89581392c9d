package org.mambascope.tensor.cpu.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.FloatLinear;
import org.mambascope.tensor.cpu.linear.BlasGemm.Operand;
import org.mambascope.tensor.cpu.thread.ParallelRows;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.ElementwiseKernel;
import org.mambascope.tensor.cpu.vector.RowView;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A linear layer in 32-bit floats on the CPU: rows are divided among the {@code WorkerPool}, which
 * is ready sooner than the library's own threads, and what is added to a product or made of it
 * happens while a cache still holds it.
 */
public final class CpuLinear implements FloatLinear {
    /** Values of operands or results that a processor's cache holds. */
    private static final int CACHED = 100_000;

    private static final int FEWEST_ROWS = 28;

    private final int inputs;
    private final int outputs;
    private final Supplier<Gemm> made;
    private Gemm product;

    /**
     * A layer.
     *
     * @param product called once, when the layer is first used
     */
    public CpuLinear(int inputs, int outputs, Supplier<Gemm> product) {
        this.inputs = inputs;
        this.outputs = outputs;
        made = product;
    }

    /** A layer whose weights may change between calls. */
    public static CpuLinear byLibrary(BlasGemm library, NDArray weight, Optional<NDArray> bias) {
        int outputs = Math.toIntExact(weight.getShape().get(0));
        int inputs = Math.toIntExact(weight.getShape().get(1));
        return new CpuLinear(inputs, outputs, () -> new LibraryGemm(library, weight, bias));
    }

    private synchronized Gemm product() {
        if (product == null) {
            product = made.get();
        }
        return product;
    }

    @Override
    public NDArray apply(NDArray x) {
        return apply(ChannelRange.whole(x));
    }

    @Override
    public NDArray apply(ChannelRange x) {
        return run(x, Optional.empty(), false);
    }

    @Override
    public NDArray applyThenGelu(NDArray x) {
        return run(ChannelRange.whole(x), Optional.empty(), true);
    }

    @Override
    public NDArray applyOnto(NDArray stream, NDArray x) {
        Shape shape = x.getShape();
        if (!stream.getShape().equals(ofOutputs(shape))) {
            throw new IllegalArgumentException(
                    "expected a stream of %d channels for each row of %s, found %s"
                            .formatted(outputs, shape, stream.getShape()));
        }
        return run(ChannelRange.whole(x), Optional.of(stream), false);
    }

    private Shape ofOutputs(Shape rows) {
        return rows.slice(0, rows.dimension() - 1).add(outputs);
    }

    private NDArray run(ChannelRange x, Optional<NDArray> stream, boolean thenGelu) {
        if (x.count() != inputs) {
            throw new IllegalArgumentException(
                    "expected %d channels, found %s".formatted(inputs, x));
        }
        NDArray tensor = x.tensor();
        Shape shape = tensor.getShape();
        NDArray y = stream.orElse(tensor).getManager().create(ofOutputs(shape), DataType.FLOAT32);
        MemorySegment into = CpuMemory.memory(y);
        MemorySegment from = CpuMemory.memory(tensor);
        Optional<MemorySegment> before = stream.map(CpuMemory::memory);
        int width = Math.toIntExact(shape.tail());
        int stretch = Math.max(FEWEST_ROWS, CACHED / Math.max(inputs, outputs));
        Gemm ready = product();
        ParallelRows.run(
                RowView.count(tensor),
                (first, end) -> {
                    for (int at = first; at < end; at += stretch) {
                        int row = at;
                        int rows = Math.min(stretch, end - row);
                        ready.run(
                                rows,
                                new Operand(from, (long) row * width + x.first(), width, false),
                                before.map(start -> Operand.fromRow(start, row, outputs)),
                                Operand.fromRow(into, row, outputs));
                        if (thenGelu) {
                            long place = (long) row * outputs;
                            ElementwiseKernel.gelu(into, place, place + (long) rows * outputs);
                        }
                    }
                });
        return y;
    }
}
