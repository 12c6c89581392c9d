package org.mambascope.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles operation by operation, so that tests can write what no pickler would. */
final class PickleBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleBytes() {
        op(0x80).op(2);
    }

    PickleBytes op(int code) {
        out.write(code);
        return this;
    }

    /** Operations that are printable characters. */
    PickleBytes ops(String codes) {
        out.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    PickleBytes global(String module, String name) {
        return ops("c" + module + "\n" + name + "\n");
    }

    PickleBytes text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ops("X").int32(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    PickleBytes integer(long value) {
        op(0x8a).op(Long.BYTES);
        return int64(value);
    }

    PickleBytes tuple(long... values) {
        ops("(");
        for (long value : values) {
            integer(value);
        }
        return ops("t");
    }

    PickleBytes int32(int value) {
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
        return this;
    }

    PickleBytes int64(long value) {
        out.writeBytes(
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
        return this;
    }

    /** A tensor as PyTorch pickles it. */
    PickleBytes tensor(
            String type, String key, long elements, long offset, long[] shape, long[] strides) {
        global("torch._utils", "_rebuild_tensor_v2").ops("(");
        ops("(").text("storage").global("torch", type).text(key).text("cpu").integer(elements);
        ops("tQ").integer(offset).tuple(shape).tuple(strides);
        return op(0x89).global("collections", "OrderedDict").ops(")RtR");
    }

    /** A vector of so many floats with the storage "0" to itself. */
    PickleBytes vector(long elements) {
        return tensor("FloatStorage", "0", elements, 0, new long[] {elements}, new long[] {1});
    }

    byte[] stop() {
        return ops(".").toBytes();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
