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

@Timeout(10)
class HostileSafetensorsTest {
    @TempDir Path folder;

    private Path file(long headerLength, byte[] header, int dataBytes) throws IOException {
        ByteBuffer content =
                ByteBuffer.allocate(Long.BYTES + header.length + dataBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(headerLength)
                        .put(header);
        return Files.write(folder.resolve("hostile.safetensors"), content.array());
    }

    private Path file(String header, int dataBytes) throws IOException {
        byte[] bytes = header.replace('`', '"').getBytes(StandardCharsets.UTF_8);
        return file(bytes.length, bytes, dataBytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 1L << 32})
    void anAbsurdHeaderLengthIsRefused(long length) throws IOException {
        Refusal.of(file(length, "{}".getBytes(StandardCharsets.UTF_8), 0))
                .contains("the format allows 100000000");
    }

    @Test
    void aHeaderBeyondTheEndIsRefused() throws IOException {
        Refusal.of(file(100_000_000, "{}".getBytes(StandardCharsets.UTF_8), 0))
                .contains("it is cut off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                                                | not valid JSON",
                "{`a`:}                                           | not valid JSON",
                "{`a`:1}                                          | an object at 'a'",
                "{`a`:[]}                                         | an object at 'a'",
                "{} {}                                            | goes on after its end",
                "{`__metadata__`:{`a`:1}}                         | text at 'a'",
                "{`__metadata__`:{`a`:{}}}                        | text at 'a'",
                "{`__metadata__`:{`a`:`1`,`a`:`2`}}               | Duplicate field 'a'",
                "{`__metadata__`:{},`__metadata__`:{}}            | Duplicate field",
                "{`a`:{}}                                         | needs a dtype",
                "{`a`:{`dtype`:`F32`,`shape`:[1]}}                | needs a dtype",
                "{`a`:{`dtype`:`F32`,`dtype`:`F32`}}              | Duplicate field 'dtype'",
                "{`a`:{`dtype`:4}}                                | text at 'dtype'",
                "{`a`:{`dtype`:`F32`,`shape`:1}}                  | a list at 'shape'",
                "{`a`:{`dtype`:`F32`,`shape`:[1.5]}}              | an integer at 'shape'",
                "{`a`:{`dtype`:`F32`,`shape`:[[1]]}}              | an integer at 'shape'",
                "{`a`:{`dtype`:`F32`,`shape`:[99999999999999999999]}} | not valid JSON",
            })
    void aHeaderOfAnotherFormIsRefused(String header, String reason) throws IOException {
        Refusal.of(file(header, 0)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F32 | [1]        | [0,8]   | 8  | takes 4 bytes, and its offsets give 8",
                "F32 | [2]        | [0,4]   | 4  | takes 8 bytes, and its offsets give 4",
                "F64 | [1]        | [0,4]   | 4  | takes 8 bytes, and its offsets give 4",
                "F32 | [1]        | [4,8]   | 8  | overlap or gap",
                "F32 | [1]        | [0,4]   | 8  | some belong to none",
                "F32 | [1]        | [0,4]   | 0  | it is cut off",
                "F32 | [1]        | [4,0]   | 4  | data_offsets [4, 0]",
                "F32 | [1]        | [-4,0]  | 4  | data_offsets [-4, 0]",
                "F32 | [1]        | [0]     | 4  | needs a dtype, a shape and two",
                "F32 | [1]        | [0,4,4] | 4  | needs a dtype, a shape and two",
                "F32 | [-1]       | [0,4]   | 4  | negative dimension",
                "F32 | [-1,-1]    | [0,4]   | 4  | negative dimension",
                "F31 | [1]        | [0,4]   | 4  | type 'F31', which cannot be read",
                "f32 | [1]        | [0,4]   | 4  | type 'f32', which cannot be read",
                "U8  | [4294967296,4294967296] | [0,0] | 0 | too many elements",
                "F64 | [4611686018427387904]   | [0,0] | 0 | too many bytes",
                "U8  | [9223372036854775807]   | [0,9223372036854775807] | 8 | it is cut off",
            })
    void aTensorThatDoesNotFitIsRefused(
            String type, String shape, String offsets, int dataBytes, String reason)
            throws IOException {
        String header = "{`weight`:{`dtype`:`%s`,`shape`:%s,`data_offsets`:%s}}";
        Refusal.of(file(header.formatted(type, shape, offsets), dataBytes)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"0,4,0,4", "0,8,4,8", "0,4,6,8"})
    void tensorsThatOverlapOrLeaveAGapAreRefused(int begin, int end, int nextBegin, int nextEnd)
            throws IOException {
        String tensor = "`%s`:{`dtype`:`U8`,`shape`:[%d],`data_offsets`:[%d,%d]}";
        String first = tensor.formatted("a", end - begin, begin, end);
        String second = tensor.formatted("b", nextEnd - nextBegin, nextBegin, nextEnd);
        Refusal.of(file("{" + first + "," + second + "}", 8)).contains("overlap or gap");
    }

    @Test
    void aNameThatIsThereTwiceIsRefusedHoweverItIsSpelt() throws IOException {
        String tensor = "{`dtype`:`U8`,`shape`:[0],`data_offsets`:[0,0]}";
        Refusal.of(file("{`a`:" + tensor + ",`\\u0061`:" + tensor + "}", 0))
                .contains("Duplicate field 'a'");
    }

    @Test
    void anotherEncodingIsRefused() throws IOException {
        byte[] latin = "{\"\u00e9\":{}}".getBytes(StandardCharsets.ISO_8859_1);
        Refusal.of(file(latin.length, latin, 0)).contains("not valid UTF-8");
        byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);
        Refusal.of(file(wide.length, wide, 0)).contains("not valid JSON");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Refusal.of(file("{`a`:{`x`:" + "[".repeat(100_000), 0)).contains("not valid JSON");
    }

    @Test
    void aShapeOfTooManyDimensionsIsRefused() throws IOException {
        String shape = "[1" + ",1".repeat(100_000) + "]";
        Refusal.of(file("{`a`:{`dtype`:`U8`,`shape`:" + shape + "}}", 0))
                .contains("more than 64 dimensions");
    }

    @Test
    void aLongNameDoesNotMakeALongMessage() throws IOException {
        String name = "x\\n".repeat(10_000);
        Refusal.of(file("{`" + name + "`:{`dtype`:`U8`}}", 0)).contains("x?x?x?");
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(Resources.file("/goldens/vim_headcls_nodiv.safetensors"));
        int header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        int data = Long.BYTES + header;
        int[] lengths = {0, 1, 7, 8, 9, 100, data - 1, data, data + 1, whole.length - 1};
        for (int length : lengths) {
            Path cut = folder.resolve("cut.safetensors");
            Files.write(cut, Arrays.copyOf(whole, length));
            Refusal.of(cut);
        }
    }

    @Test
    void whatIsNoWeightFileIsRefused() throws IOException {
        Refusal.of(folder).contains("it is a folder");
        Refusal.of(folder.resolve("absent.pth")).contains("there is no such file");
        Refusal.of(Files.write(folder.resolve("empty.pth"), new byte[0])).contains("empty");
        Refusal.of(Files.writeString(folder.resolve("page.pth"), "<!DOCTYPE html><html></html>"))
                .contains("web page");
    }

    @Test
    void emptyTensorsAndUnknownFieldsAreFine() throws IOException {
        String tensor = "{`dtype`:`F32`,`new`:[{}],`shape`:[0,3],`data_offsets`:[0,0]}";
        try (WeightFile weights = WeightFiles.open(file("{`a`:" + tensor + "}   ", 0))) {
            assertThat(weights.floats("a")).isEmpty();
        }
    }
}
