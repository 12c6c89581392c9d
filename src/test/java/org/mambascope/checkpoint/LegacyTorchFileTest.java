package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Files as PyTorch wrote them before 1.6: five pickles, then the storages. */
class LegacyTorchFileTest {
    /** 0x1950a86a20f9469cfc6c as a pickle. */
    private static final String MAGIC = "80028a0a6cfc9c46f9206aa850192e";

    /** 1001 as a pickle. */
    private static final String VERSION = "80024de9032e";

    @TempDir Path folder;

    private Path file(String version, boolean littleEndian, float[] storage) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(MAGIC + version));
        PickleBytes machine = new PickleBytes().ops("}").text("little_endian");
        out.writeBytes(machine.op(littleEndian ? 0x88 : 0x89).ops("s").stop());
        PickleBytes root = new PickleBytes().ops("}").text("whole").vector(4).ops("s");
        long[] shape = {2, 2};
        long[] strides = {1, 2};
        root.text("turned").tensor("FloatStorage", "0", 4, 0, shape, strides).ops("s");
        out.writeBytes(root.stop());
        out.writeBytes(new PickleBytes().ops("]").text("0").ops("a").stop());
        ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(4);
        for (float value : storage) {
            data.putFloat(value);
        }
        out.write(data.array(), 0, data.position());
        return Files.write(folder.resolve("old.pth"), out.toByteArray());
    }

    @Test
    void tensorsAreRead() throws IOException {
        try (WeightFile weights = WeightFiles.open(file(VERSION, true, new float[] {1, 2, 3, 4}))) {
            assertThat(weights.floats("whole")).containsExactly(1, 2, 3, 4);
            assertThat(weights.floats("turned")).containsExactly(1, 3, 2, 4);
        }
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        Refusal.of(file(VERSION, true, new float[] {1, 2, 3})).contains("cut off");
    }

    @Test
    void otherVersionsAndByteOrdersAreRefused() throws IOException {
        Refusal.of(file("80024de8032e", true, new float[4])).contains("version 1000");
        Refusal.of(file(VERSION, false, new float[4])).contains("not little-endian");
    }

    @Test
    void aPickleOfAnotherKindIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("plain.pkl"), new PickleBytes().ops("}").stop());
        Refusal.of(file).contains("not one that torch.save wrote");
    }
}
