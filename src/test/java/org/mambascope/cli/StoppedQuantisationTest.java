package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.Main;
import org.mambascope.model.Goldens;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that quantise and are ended by a signal. */
@Tag("slow")
final class StoppedQuantisationTest {
    private static final String PARTIAL = "q.partial.safetensors";

    @TempDir private Path folder;

    private List<String> command;

    @BeforeEach
    void command() {
        command = command("q.safetensors");
    }

    private List<String> command(String name) {
        return List.of(
                "quantize",
                Goldens.file("vim_small_midcls.safetensors").toString(),
                "--method=jlss",
                "--weight-bits=4",
                "--activation-bits=4",
                "--epochs=10",
                "--calibration=" + Goldens.file("vim_small_midcls.ptq4vm.safetensors"),
                "--out=" + folder.resolve(name),
                "--json");
    }

    @Test
    @DisplayName("after a signal and after a kill the same command goes on, to the very same file")
    void goesOn() throws Exception {
        Process signalled = startUntilKept();
        signalled.toHandle().destroy();
        assertThat(errors(signalled))
                .containsOnlyOnce(
                        "Stopped: %s keeps the work on ".formatted(folder.resolve(PARTIAL)))
                .contains("the same command goes on from there.");

        Process killed = startUntilKept();
        killed.toHandle().destroyForcibly();
        assertThat(errors(killed)).doesNotContain("Stopped");

        CommandRun resumed = CommandRun.of(command.toArray(String[]::new));
        CommandRun whole = CommandRun.of(command("whole.safetensors").toArray(String[]::new));
        int layers = resumed.json().get("layers").asInt();
        assertThat(resumed.json().get("resumed").asInt()).isPositive().isLessThan(layers);
        assertThat(whole.json().get("resumed").asInt()).isZero();
        assertThat(folder.resolve("q.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole.safetensors"));
        assertThat(folder.resolve(PARTIAL)).doesNotExist();
    }

    /** Signals go through the handle, since the process itself closes its output before. */
    private Process startUntilKept() throws Exception {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = start();
            boolean kept = false;
            while (!kept) {
                WatchKey key = watch.poll(2, TimeUnit.MINUTES);
                assertThat(key).as("nothing is kept").isNotNull();
                kept =
                        key.pollEvents().stream()
                                .anyMatch(event -> event.context().equals(Path.of(PARTIAL)));
                key.reset();
            }
            return process;
        }
    }

    private Process start() throws IOException {
        Stream<String> java =
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        return new ProcessBuilder(Stream.concat(java, command.stream()).toList()).start();
    }

    private static String errors(Process process) throws Exception {
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        return said;
    }
}
