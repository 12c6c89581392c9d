package org.mambascope.quant.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Int4PackingTest {
    @Test
    @DisplayName("even columns are the lower four bits, and every row starts at a byte")
    void evenColumnsAreTheLowerBits() {
        byte[] packed = Int4Packing.pack(new byte[] {1, 2, -1, 7, -7, 0}, 3);
        assertThat(packed).containsExactly(0x21, 0x0f, 0x97, 0x00);
    }

    @Test
    @DisplayName("every code of four bits comes back")
    void everyCodeComesBack() {
        byte[] codes = new byte[45];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i % 15 - 7);
        }
        assertThat(Int4Packing.unpack(Int4Packing.pack(codes, 9), 9)).isEqualTo(codes);
        assertThat(Int4Packing.unpack(Int4Packing.pack(codes, 1), 1)).isEqualTo(codes);
    }
}
