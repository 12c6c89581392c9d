package org.mambascope.tensor;

/** Floating-point formats in which a linear layer can be computed. */
public enum Precision {
    /** IEEE 754 binary32. */
    FP32("fp32", 6),

    /** IEEE 754 binary16: 11 significant bits, up to 65,504. */
    FP16("fp16", 5),

    /** The upper half of binary32: 8 significant bits, its full range. */
    BF16("bf16", 15);

    private final String label;
    private final long type;

    Precision(String label, long type) {
        this.label = label;
        this.type = type;
    }

    /** {@code fp32}, {@code fp16} or {@code bf16}. */
    public String label() {
        return label;
    }

    /** libtorch's number of this format. */
    public long type() {
        return type;
    }
}
