package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class ZipDirectoryTest {
    @TempDir Path folder;

    @Test
    void moreEntriesThanSixteenBitsCountAreRead() throws IOException {
        byte[] pickle = new PickleBytes().ops("}").text("weight").vector(4).ops("s").stop();
        Path file = folder.resolve("many.pth");
        try (TorchZip zip = new TorchZip(file)) {
            for (int i = 0; i < 70_000; i++) {
                zip.stored("archive/x/" + i, new byte[0]);
            }
            zip.stored("archive/data.pkl", pickle).stored("archive/data/0", new byte[16]);
        }
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThat(weights.floats("weight")).hasSize(4);
        }
    }
}
