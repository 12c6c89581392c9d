package org.mambascope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The installed program starts from its archive of classes, and without a word where that does not
 * fit. The window's time itself depends on the machine; what is held here is what it is made of:
 * how many classes it needs, and where from.
 */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    /** 5,800 when this was written, and 7,400 before commands, views and fonts could wait. */
    private static final int CLASSES = 6_500;

    /** Those of the system's own windows are not in a rehearsal without a display. */
    private static final int NOT_ARCHIVED = 150;

    /** The class that tells the time when the window stands. */
    private static final String STANDS = "org.mambascope.base.ProcessAge";

    @TempDir static Path home;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Path lib = Files.createDirectories(home.resolve("lib"));
        Path launcher = Files.createDirectories(home.resolve("bin")).resolve("mambascope");
        Files.copy(Path.of("installers/launcher/mambascope"), launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        jar("target/classes", lib.resolve("mambascope.jar"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(entry);
            if (entry.endsWith(".jar")) {
                Files.createSymbolicLink(lib.resolve(file.getFileName()), file.toAbsolutePath());
            }
        }
        for (String samples : List.of("sample-models", "sample-images")) {
            Files.createSymbolicLink(home.resolve(samples), Path.of(samples).toAbsolutePath());
        }
        Run prepared = run(Map.of(), "--prepare");
        assertThat(prepared.exitCode()).as(prepared.output()).isZero();
        assertThat(home.resolve("mambascope.jsa")).isNotEmptyFile();
    }

    @AfterAll
    static void unlink() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static void jar(String folder, Path file) {
        int exitCode =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--create",
                                "--file",
                                file.toString(),
                                "-C",
                                folder,
                                ".");
        assertThat(exitCode).isZero();
    }

    @Test
    @DisplayName("the first window needs few classes, and nearly all of them come from the archive")
    void opensFromTheArchive() throws IOException, InterruptedException {
        Path log = home.resolve("classes.log");
        Run opened =
                run(
                        Map.of(
                                "MAMBASCOPE_JAVA_OPTIONS",
                                "-Xlog:class+load:file=%s -Dmambascope.rehearsal=true"
                                                .formatted(log)
                                        + " -Dglass.platform=Headless -Dprism.order=sw"
                                        + " -Djava.awt.headless=true"));

        assertThat(opened.exitCode()).as(opened.output()).isZero();
        List<String> loaded =
                Files.readAllLines(log).stream().takeWhile(line -> !line.contains(STANDS)).toList();
        System.out.printf("the window stands with %,d classes%n", loaded.size());
        assertThat(loaded).hasSizeBetween(2_000, CLASSES);
        assertThat(loaded.stream().filter(line -> !line.contains("shared objects file")).toList())
                .hasSizeLessThan(NOT_ARCHIVED);
        assertThat(loaded)
                .noneMatch(line -> line.contains("picocli.") || line.contains("ai.djl.pytorch"));
    }

    @Test
    @DisplayName("an archive that does not fit any more is passed over without a word")
    void passesOverAStaleArchive() throws IOException, InterruptedException {
        Path jar = home.resolve("lib/mambascope.jar");
        FileTime before = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(before.toMillis() - 60_000));
        try {
            assertStartsQuietly();
        } finally {
            Files.setLastModifiedTime(jar, before);
        }
    }

    @Test
    @DisplayName("so is one that is damaged")
    void passesOverADamagedArchive() throws IOException, InterruptedException {
        Path archive = home.resolve("mambascope.jsa");
        Path kept = home.resolve("kept.jsa");
        Files.move(archive, kept);
        Files.writeString(archive, "not an archive");
        try {
            assertStartsQuietly();
        } finally {
            Files.move(kept, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void assertStartsQuietly() throws IOException, InterruptedException {
        Run started = run(Map.of(), "--version");
        assertThat(started.exitCode()).isZero();
        assertThat(started.output().lines().filter(line -> !line.contains("incubator modules")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("MambaScope ");
    }

    private record Run(int exitCode, String output) {}

    private static Run run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/mambascope").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Path output = Files.createTempFile(home, "output", ".txt");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }
}
