package org.mambascope.checkpoint.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mambascope.base.Problem;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

class ZipExtraTest {
    @Test
    void wideNumbersAreTakenInOrder() {
        ZipExtra extra = extra(0x5455, 0, 1, 16, 5_000_000_000L, 6_000_000_000L);

        assertThat(extra.wide(0xFFFFFFFFL)).isEqualTo(5_000_000_000L);
        assertThat(extra.wide(17)).isEqualTo(17);
        assertThat(extra.wide(0xFFFFFFFFL)).isEqualTo(6_000_000_000L);
        assertThatThrownBy(() -> extra.wide(0xFFFFFFFFL))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("lacks a Zip64 length");
    }

    @Test
    void aWideNumberBeyond63BitsIsRefused() {
        ZipExtra extra = extra(0x5455, 0, 1, 16, -1, 0);

        assertThatThrownBy(() -> extra.wide(0xFFFFFFFFL))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("18446744073709551615 is too long");
    }

    /** Two fields of an entry's extra data, the second with two wide numbers. */
    private static ZipExtra extra(
            int first, int firstLength, int second, int secondLength, long wide, long wider) {
        byte[] bytes =
                ByteBuffer.allocate(24)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) first)
                        .putShort((short) firstLength)
                        .putShort((short) second)
                        .putShort((short) secondLength)
                        .putLong(wide)
                        .putLong(wider)
                        .array();
        return new ZipExtra(new LittleEndian(new InMemory(bytes)), 0, bytes.length);
    }

    private record InMemory(byte[] bytes) implements Storage {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public byte[] read(long at, long length) {
            return Arrays.copyOfRange(bytes, (int) at, (int) (at + length));
        }
    }
}
