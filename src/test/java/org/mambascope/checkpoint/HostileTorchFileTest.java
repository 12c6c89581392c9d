package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

@Timeout(20)
class HostileTorchFileTest {
    private static final String PICKLE = "archive/data.pkl";
    private static final String STORAGE = "archive/data/0";

    @TempDir Path folder;

    private TorchZip zip() throws IOException {
        return new TorchZip(folder.resolve("hostile.pth"));
    }

    private Path file(PickleBytes tensor, int storageBytes) throws IOException {
        return TorchZip.write(folder.resolve("hostile.pth"), tensor.ops("s").stop(), storageBytes);
    }

    private static PickleBytes weight() {
        return new PickleBytes().ops("}").text("weight");
    }

    private static byte[] vectorOf(long elements) {
        return weight().vector(elements).ops("s").stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                   | 5   | 1                   | reaches element 5 of a storage",
                "1                   | 4   | 1                   | reaches element 5 of a storage",
                "0                   | 4   | 2                   | reaches element 7 of a storage",
                "4                   | 1   | 1                   | reaches element 5 of a storage",
                "-1                  | 1   | 1                   | none may be negative",
                "3                   | 4   | -1                  | none may be negative",
                "0                   | -4  | 1                   | negative dimension",
                "9223372036854775807 | 1   | 1                   | too far to count",
                "0                   | 3   | 9223372036854775807 | too far to count",
                "0                   | 9223372036854775807 | 1   | too many bytes",
                "0                   | 1000000000          | 0   | more than the whole file has",
            })
    void aTensorOutsideItsStorageIsRefused(long offset, long length, long stride, String reason)
            throws IOException {
        PickleBytes tensor =
                weight().tensor(
                                "FloatStorage",
                                "0",
                                4,
                                offset,
                                new long[] {length},
                                new long[] {stride});
        Refusal.of(file(tensor, 16)).contains("tensor 'weight'").contains(reason);
    }

    @Test
    void shapesAndStridesThatDoNotMatchAreRefused() throws IOException {
        long[] shape = {2, 2};
        Refusal.of(file(weight().tensor("FloatStorage", "0", 4, 0, shape, new long[] {1}), 16))
                .contains("has 2 dimensions and 1 strides");
        Refusal.of(file(weight().tensor("FloatStorage", "0", 4, 0, new long[65], new long[65]), 16))
                .contains("65 dimensions");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 15, 17, 20})
    void aStorageOfAnotherSizeIsRefused(int bytes) throws IOException {
        Refusal.of(file(weight().vector(4), bytes))
                .contains("should have 4 elements of type F32, and has %d bytes".formatted(bytes));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, 1L << 62})
    void anAbsurdStorageIsRefused(long elements) throws IOException {
        PickleBytes tensor =
                weight().tensor("FloatStorage", "0", elements, 0, new long[] {1}, new long[] {1});
        Refusal.of(file(tensor, 16)).contains("its storage '0' should have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "../data.pkl", "/etc/passwd", ""})
    void aMissingStorageIsRefused(String key) throws IOException {
        PickleBytes tensor =
                weight().tensor("FloatStorage", key, 4, 0, new long[] {4}, new long[] {1});
        Refusal.of(file(tensor, 16)).contains("its storage '%s' is missing".formatted(key));
    }

    @Test
    void aTypeThatCannotBeReadIsRefused() throws IOException {
        PickleBytes tensor =
                weight().tensor("ComplexFloatStorage", "0", 2, 0, new long[] {2}, new long[] {1});
        Refusal.of(file(tensor, 16)).contains("'ComplexFloatStorage'");
        PickleBytes quantised =
                weight().tensor("QInt8Storage", "0", 4, 0, new long[] {4}, new long[] {1});
        Refusal.of(file(quantised, 4)).contains("'weight'", "quantised by PyTorch", "QInt8Storage");
        PickleBytes sparse =
                weight().vector(4)
                        .ops("s")
                        .text("sparse")
                        .global("torch._utils", "_rebuild_sparse_tensor")
                        .ops(")R");
        Refusal.of(file(sparse, 16)).contains("tensor 'sparse' is of a kind that cannot be read");
    }

    @Test
    void deflatedEntriesAreRead() throws IOException {
        try (TorchZip zip = zip()) {
            zip.deflated(PICKLE, vectorOf(4)).deflated(STORAGE, new byte[16]);
        }
        try (WeightFile weights = WeightFiles.open(folder.resolve("hostile.pth"))) {
            assertThat(weights.floats("weight")).containsExactly(0, 0, 0, 0);
        }
    }

    @Test
    void aBombIsRefusedByWhatItDeclares() throws IOException {
        int bytes = 64 << 20;
        try (TorchZip zip = zip()) {
            zip.stored(PICKLE, vectorOf(bytes / 4)).deflated(STORAGE, new byte[bytes]);
        }
        Refusal.of(folder.resolve("hostile.pth")).contains("cannot hold 67108864 bytes in");
    }

    @Test
    void aBombThatDeclaresLittleIsNotUnpacked() throws IOException {
        int bytes = 64 << 20;
        try (TorchZip zip = zip()) {
            zip.stored(PICKLE, vectorOf(4)).deflated(STORAGE, new byte[bytes]);
        }
        Path file = folder.resolve("hostile.pth");
        replaceAll(file, bytes, 16);
        Refusal.of(file).contains("does not unpack to the 16 bytes that it declares");
    }

    /** Replaces each little-endian occurrence of the number. */
    private static void replaceAll(Path file, int number, int replacement) throws IOException {
        ByteBuffer content =
                ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at <= content.limit() - Integer.BYTES; at++) {
            if (content.getInt(at) == number) {
                content.putInt(at, replacement);
            }
        }
        Files.write(file, content.array());
    }

    @Test
    void entriesThatShareBytesAreRefused() throws IOException {
        try (TorchZip zip = zip()) {
            zip.stored(PICKLE, vectorOf(4)).stored(STORAGE, new byte[16]).stored("x", new byte[9]);
        }
        Path file = folder.resolve("hostile.pth");
        ByteBuffer content =
                ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int second = nth(content, 0x02014b50, 2);
        int third = nth(content, 0x02014b50, 3);
        content.putInt(third + 42, content.getInt(second + 42));
        Files.write(file, content.array());
        Refusal.of(file).contains("overlap");
    }

    private static int nth(ByteBuffer content, int number, int count) {
        int at = -1;
        for (int found = 0; found < count; ) {
            at++;
            if (content.getInt(at) == number) {
                found++;
            }
        }
        return at;
    }

    @ParameterizedTest
    @CsvSource({"big", "BIG", "littl", "''"})
    void anotherByteOrderIsRefused(String order) throws IOException {
        try (TorchZip zip = zip()) {
            zip.stored(PICKLE, vectorOf(4))
                    .stored(STORAGE, new byte[16])
                    .stored("archive/byteorder", order.getBytes(StandardCharsets.US_ASCII));
        }
        Refusal.of(folder.resolve("hostile.pth")).contains("not little-endian");
    }

    @Test
    void aZipFileOfSomethingElseIsRefused() throws IOException {
        try (TorchZip zip = zip()) {
            zip.deflated("word/document.xml", new byte[10]);
        }
        Refusal.of(folder.resolve("hostile.pth")).contains("without a data.pkl");
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        byte[] whole =
                Files.readAllBytes(Resources.file("/checkpoint/python_objects_protocol2.pth"));
        for (int length = 0; length < whole.length; length += 1 + length / 50) {
            Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, length));
            Refusal.of(cut);
        }
        Refusal.of(Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, whole.length - 1)));
    }
}
