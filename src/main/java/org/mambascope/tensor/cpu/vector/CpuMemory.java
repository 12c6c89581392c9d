package org.mambascope.tensor.cpu.vector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;

import org.mambascope.tensor.Kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Moves 32-bit floats between a tensor on the CPU and Java arrays, copying once. */
public final class CpuMemory {
    /**
     * All memory. An access there costs no check of bounds and lifetime, which the JIT compiler
     * does not always take out of a loop: for kernels that know what they may touch.
     */
    public static final MemorySegment EVERYWHERE = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private CpuMemory() {}

    /** Copies all values, row-major. */
    public static float[] read(NDArray tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        view(tensor).get(values);
        return values;
    }

    /**
     * Copies rows of {@code width} values into rows of {@code paddedWidth}; the rest of a row is
     * zero.
     */
    public static float[] readRows(NDArray tensor, int width, int paddedWidth) {
        if (width == paddedWidth) {
            return read(tensor);
        }
        int rows = Math.toIntExact(tensor.size() / width);
        float[] values = new float[Math.multiplyExact(rows, paddedWidth)];
        FloatBuffer source = view(tensor);
        for (int row = 0; row < rows; row++) {
            source.get(values, row * paddedWidth, width);
        }
        return values;
    }

    /**
     * A tensor of this shape whose rows are the first {@code width} values of rows of {@code
     * paddedWidth}.
     */
    public static NDArray write(
            NDManager manager, Shape shape, float[] values, int width, int paddedWidth) {
        int rows = Math.toIntExact(shape.size() / width);
        NDArray tensor = manager.create(shape, DataType.FLOAT32);
        FloatBuffer target = view(tensor);
        if (width == paddedWidth) {
            target.put(values, 0, rows * width);
            return tensor;
        }
        for (int row = 0; row < rows; row++) {
            target.put(values, row * paddedWidth, width);
        }
        return tensor;
    }

    /** A tensor of these values. */
    public static NDArray write(NDManager manager, Shape shape, float[] values) {
        return write(manager, shape, values, values.length, values.length);
    }

    /** A tensor's own memory, row-major; a copy's where the tensor is a view with gaps. */
    public static MemorySegment memory(NDArray tensor) {
        return MemorySegment.ofBuffer(bytes(tensor));
    }

    private static FloatBuffer view(NDArray tensor) {
        return bytes(tensor).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static ByteBuffer bytes(NDArray tensor) {
        return ((PtNDArray) Kernels.requireFloat32(tensor)).toByteBuffer(true);
    }
}
