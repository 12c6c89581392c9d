package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor to be written: {@code data} holds its elements row by row, little-endian, between its
 * position and its limit. Data that does not have the size of the shape throws a {@link Problem}.
 */
public record OutputTensor(ElementType type, List<Long> shape, ByteBuffer data) {
    public OutputTensor {
        if (type == ElementType.UNREADABLE) {
            throw new IllegalArgumentException("there is no such type to write");
        }
        shape = List.copyOf(shape);
        data = data.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long expected = Sizes.bytes(type, shape);
        if (data.remaining() != expected) {
            throw new Problem(
                    "a tensor of type %s and shape %s takes %d bytes, and was given %d"
                            .formatted(type, shape, expected, data.remaining()));
        }
    }

    /** Elements of type F32. */
    public static OutputTensor floats(List<Long> shape, float[] values) {
        ByteBuffer data = allocate(values.length, Float.BYTES);
        data.asFloatBuffer().put(values);
        return new OutputTensor(ElementType.F32, shape, data);
    }

    /** Elements of type F16, the nearest to each value. */
    public static OutputTensor halves(List<Long> shape, float[] values) {
        ByteBuffer data = allocate(values.length, Short.BYTES);
        for (float value : values) {
            data.putShort(Float.floatToFloat16(value));
        }
        return new OutputTensor(ElementType.F16, shape, data.flip());
    }

    /** Elements of type I64. */
    public static OutputTensor longs(List<Long> shape, long[] values) {
        ByteBuffer data = allocate(values.length, Long.BYTES);
        data.asLongBuffer().put(values);
        return new OutputTensor(ElementType.I64, shape, data);
    }

    /** Elements of any type as their bytes, which are not copied. */
    public static OutputTensor bytes(ElementType type, List<Long> shape, byte[] data) {
        return new OutputTensor(type, shape, ByteBuffer.wrap(data));
    }

    private static ByteBuffer allocate(int length, int bytes) {
        int size = Sizes.arrayLength("to be written", (long) length * bytes);
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
