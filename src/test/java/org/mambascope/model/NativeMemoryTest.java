package org.mambascope.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class NativeMemoryTest {
    private static final int WARM_UP = 20;
    private static final int FORWARDS = 100;

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("a hundred forward passes leave no native memory behind")
    void forwardPassesFreeTheirTensors() throws IOException {
        try (LoadedModel model =
                ModelLoader.load(
                        Path.of("sample-models/vim-fmnist.safetensors"),
                        LoadOptions.DEFAULT,
                        Device.cpu())) {
            run(model, WARM_UP);
            long before = nativeMemory();
            run(model, FORWARDS);
            long grown = nativeMemory() - before;
            // Eight images leave about 10 MB of intermediates a pass if they are not freed.
            assertThat(grown).isLessThan(150L << 20);
        }
    }

    private static void run(LoadedModel model, int times) {
        for (int i = 0; i < times; i++) {
            try (NDArray images = model.network().manager().zeros(new Shape(8, 3, 32, 32));
                    NDArray logits = model.network().forward(images, Probe.NONE)) {
                assertThat(logits.getShape()).isEqualTo(new Shape(8, 10));
            }
        }
    }

    /** What the process holds beside Java's heap, in bytes. */
    private static long nativeMemory() throws IOException {
        System.gc();
        long anonymous =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                        .findFirst()
                        .orElseThrow();
        return anonymous - Runtime.getRuntime().totalMemory();
    }
}
