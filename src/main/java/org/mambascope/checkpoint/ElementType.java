package org.mambascope.checkpoint;

import java.util.Arrays;

/** Type of a stored tensor's numbers; all are stored little-endian. */
public enum ElementType {
    F16(2),
    BF16(2),
    F32(4),
    F64(8),
    I8(1),
    U8(1),
    I16(2),
    I32(4),
    I64(8),
    /** One byte; anything but zero is true. */
    BOOL(1),
    /** Any type that cannot be read, such as F8_E4M3: such tensors are known by name only. */
    UNREADABLE(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The name that a safetensors header uses. */
    public String safetensorsName() {
        return name();
    }

    /** Returns true if {@link WeightFile#integers} can read it; truth values count as 0 and 1. */
    public boolean isInteger() {
        return switch (this) {
            case I8, U8, I16, I32, I64, BOOL -> true;
            case F16, BF16, F32, F64, UNREADABLE -> false;
        };
    }

    static ElementType ofSafetensors(String name) {
        return Arrays.stream(values())
                .filter(type -> type.safetensorsName().equals(name))
                .findFirst()
                .orElse(UNREADABLE);
    }
}
