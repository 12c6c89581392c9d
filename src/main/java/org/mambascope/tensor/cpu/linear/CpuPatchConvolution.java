package org.mambascope.tensor.cpu.linear;

import static org.mambascope.tensor.cpu.vector.CpuMemory.EVERYWHERE;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.cpu.linear.BlasGemm.Operand;
import org.mambascope.tensor.cpu.thread.ParallelRows;
import org.mambascope.tensor.cpu.thread.ThreadScratch;
import org.mambascope.tensor.cpu.vector.CpuMemory;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A convolution that makes tokens, for the CPU: the window of each token is copied to a row, and
 * rows are multiplied by weights. Tokens divide among the {@code WorkerPool} and come out as the
 * next layer reads them; no plane is rearranged.
 */
public final class CpuPatchConvolution implements PatchConvolution {
    /** Values of windows that a processor's cache holds until they are multiplied. */
    private static final int CACHED = 100_000;

    private static final int FEWEST_ROWS = 16;
    private static final ThreadScratch WINDOWS = new ThreadScratch();

    private final int channels;
    private final int outputs;
    private final int side;
    private final int stride;
    private final int margin;
    private final Gemm ofPlanes;
    private final Gemm ofTokens;

    /**
     * A convolution.
     *
     * @param weight (channels out, channels in, side, side)
     * @param bias (channels out)
     */
    public CpuPatchConvolution(NDArray weight, NDArray bias, int stride, int margin) {
        this.stride = stride;
        this.margin = margin;
        Shape shape = weight.getShape();
        outputs = Math.toIntExact(shape.get(0));
        channels = Math.toIntExact(shape.get(1));
        side = Math.toIntExact(shape.get(2));
        ofPlanes = Gemm.of(weight, Optional.of(bias));
        NDArray channelsLast = weight.transpose(0, 2, 3, 1).duplicate();
        ofTokens = Gemm.of(channelsLast, Optional.of(bias));
    }

    @Override
    public NDArray ofPlanes(NDArray planes) {
        Shape shape = planes.getShape();
        int rows = Math.toIntExact(shape.get(2));
        int columns = Math.toIntExact(shape.get(3));
        return convolve(planes, new Field(rows, columns, channels, 1), ofPlanes);
    }

    @Override
    public NDArray ofTokens(NDArray tokens, int rows, int columns) {
        return convolve(tokens, new Field(rows, columns, 1, channels), ofTokens);
    }

    /**
     * Size of the input that windows are cut from.
     *
     * @param planes of rows of columns
     * @param depth values of a column
     */
    private record Field(int rows, int columns, int planes, int depth) {
        long size() {
            return (long) planes * rows * columns * depth;
        }
    }

    private int along(int size) {
        return (size + 2 * margin - side) / stride + 1;
    }

    private NDArray convolve(NDArray x, Field field, Gemm product) {
        Kernels.requireFloat32(x);
        long images = x.getShape().get(0);
        int tokens = along(field.rows) * along(field.columns);
        if (x.size() != images * field.size()) {
            throw new IllegalArgumentException(
                    "expected %d channels of %d × %d, found %s"
                            .formatted(channels, field.rows, field.columns, x.getShape()));
        }
        NDArray y = x.getManager().create(new Shape(images, tokens, outputs), DataType.FLOAT32);
        MemorySegment from = CpuMemory.memory(x);
        MemorySegment into = CpuMemory.memory(y);
        int width = side * side * channels;
        int most = Math.max(FEWEST_ROWS, CACHED / Math.max(width, outputs));
        ParallelRows.run(
                Math.toIntExact(images * tokens),
                (first, end) -> {
                    MemorySegment windows =
                            WINDOWS.ofThread(JAVA_FLOAT.scale(0, (long) most * width));
                    for (int at = first; at < end; at += most) {
                        int to = Math.min(at + most, end);
                        for (int token = at; token < to; token++) {
                            copyWindow(
                                    from.address()
                                            + JAVA_FLOAT.scale(0, token / tokens * field.size()),
                                    field,
                                    token % tokens,
                                    windows.address()
                                            + JAVA_FLOAT.scale(0, (long) (token - at) * width));
                        }
                        product.run(
                                to - at,
                                Operand.fromRow(windows, 0, width),
                                Optional.empty(),
                                Operand.fromRow(into, at, outputs));
                    }
                });
        return y;
    }

    /** Copies what a token sees, plane by plane and row by row, zeros beyond the edge. */
    private void copyWindow(long image, Field field, int token, long target) {
        int top = token / along(field.columns) * stride - margin;
        int left = token % along(field.columns) * stride - margin;
        int first = Math.max(left, 0);
        int end = Math.min(left + side, field.columns);
        long rowBytes = JAVA_FLOAT.scale(0, (long) side * field.depth);
        long before = JAVA_FLOAT.scale(0, (long) (first - left) * field.depth);
        long inside = JAVA_FLOAT.scale(0, (long) (end - first) * field.depth);
        long at = target;
        for (int plane = 0; plane < field.planes; plane++) {
            for (int row = top; row < top + side; row++, at += rowBytes) {
                boolean exists = row >= 0 && row < field.rows;
                if (!exists || inside < rowBytes) {
                    EVERYWHERE.asSlice(at, rowBytes).fill((byte) 0);
                }
                if (exists) {
                    long place = ((long) plane * field.rows + row) * field.columns + first;
                    MemorySegment.copy(
                            EVERYWHERE,
                            image + JAVA_FLOAT.scale(0, place * field.depth),
                            EVERYWHERE,
                            at + before,
                            inside);
                }
            }
        }
    }
}
