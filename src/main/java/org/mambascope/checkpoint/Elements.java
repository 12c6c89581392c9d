package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.LittleEndian;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Little-endian elements of any {@link ElementType} as Java arrays. */
final class Elements {
    /** Elements that are converted at a time, so that large tensors take little more memory. */
    private static final int CHUNK = 1 << 18;

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Elements() {}

    static float[] floats(StridedTensor source) {
        StoredTensor tensor = source.tensor();
        float[] values = new float[Sizes.arrayLength(tensor.name(), tensor.elements())];
        int chunk = source.isContiguous() ? CHUNK : values.length;
        for (int begin = 0; begin < values.length; begin += chunk) {
            int count = Math.min(chunk, values.length - begin);
            convert(tensor.type(), source.elements(begin, count), values, begin, count);
        }
        return values;
    }

    private static void convert(
            ElementType type, MemorySegment from, float[] values, int begin, int count) {
        if (type == ElementType.F32) {
            MemorySegment.copy(from, FLOAT, 0, values, begin, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[begin + i] =
                    switch (type) {
                        case F16 -> Float.float16ToFloat(from.get(LittleEndian.SHORT, 2L * i));
                        case BF16 ->
                                Float.intBitsToFloat(from.get(LittleEndian.SHORT, 2L * i) << 16);
                        case F32 -> from.get(FLOAT, 4L * i);
                        case F64 -> (float) from.get(DOUBLE, 8L * i);
                        case I8, U8, I16, I32, I64, BOOL -> integer(type, from, i);
                        case UNREADABLE -> throw new IllegalArgumentException("unreadable");
                    };
        }
    }

    static long[] integers(StridedTensor source) {
        StoredTensor tensor = source.tensor();
        if (!tensor.type().isInteger()) {
            throw new Problem(
                    "tensor '%s' has elements of type %s where integers were expected"
                            .formatted(tensor.name(), tensor.type()));
        }
        long[] values = new long[Sizes.arrayLength(tensor.name(), tensor.elements())];
        MemorySegment from = source.contiguous();
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(tensor.type(), from, i);
        }
        return values;
    }

    private static long integer(ElementType type, MemorySegment from, long i) {
        return switch (type) {
            case I8 -> from.get(BYTE, i);
            case U8 -> Byte.toUnsignedLong(from.get(BYTE, i));
            case BOOL -> from.get(BYTE, i) == 0 ? 0 : 1;
            case I16 -> from.get(LittleEndian.SHORT, 2 * i);
            case I32 -> from.get(LittleEndian.INT, 4 * i);
            case I64 -> from.get(LittleEndian.LONG, 8 * i);
            case F16, BF16, F32, F64, UNREADABLE ->
                    throw new IllegalArgumentException(type + " is not an integer");
        };
    }
}
