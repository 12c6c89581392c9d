package org.mambascope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

class NativeMemoryTest {
    private static final int WARM_UP = 20;
    private static final int FORWARDS = 100;

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("a hundred forward passes leave no native memory behind")
    void forwardPassesFreeTheirTensors() throws Throwable {
        try (LoadedModel model =
                ModelLoader.load(
                        Path.of("sample-models/vim-fmnist.safetensors"),
                        LoadOptions.DEFAULT,
                        Device.cpu())) {
            run(model, WARM_UP);
            long before = nativeMemory();
            run(model, FORWARDS);
            long grown = nativeMemory() - before;
            // Eight images leave about 30 MB of intermediates a pass if they are not freed.
            assertThat(grown).isLessThan(100L << 20);
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

    /** Bytes that native code holds, as glibc counts them; Java's heap is not among them. */
    private static long nativeMemory() throws Throwable {
        System.gc();
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> mallinfo = linker.defaultLookup().find("mallinfo2");
        assumeThat(mallinfo).as("only glibc counts what it gave").isPresent();
        StructLayout counts =
                MemoryLayout.structLayout(
                        Stream.of(
                                        "arena",
                                        "ordblks",
                                        "smblks",
                                        "hblks",
                                        "hblkhd",
                                        "usmblks",
                                        "fsmblks",
                                        "uordblks",
                                        "fordblks",
                                        "keepcost")
                                .map(JAVA_LONG::withName)
                                .toArray(MemoryLayout[]::new));
        MethodHandle call = linker.downcallHandle(mallinfo.get(), FunctionDescriptor.of(counts));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = (MemorySegment) call.invokeExact((SegmentAllocator) arena);
            return found.get(JAVA_LONG, counts.byteOffset(PathElement.groupElement("hblkhd")))
                    + found.get(JAVA_LONG, counts.byteOffset(PathElement.groupElement("uordblks")));
        }
    }
}
