package org.mambascope.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.base.Failure.Kind;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

class FailureTest {
    private record Case(Throwable thrown, Kind kind, List<String> parts) {
        Case(Throwable thrown, Kind kind, String... parts) {
            this(thrown, kind, List.of(parts));
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(
                new Case(new Problem("As it is."), Kind.PROBLEM, "As it is."),
                new Case(new CancellationException(), Kind.CANCELLED, "Cancelled."),
                new Case(new OutOfMemoryError("Java heap space"), Kind.PROBLEM, "work", "-Xmx"),
                new Case(new OutOfMemoryError("Map failed"), Kind.PROBLEM, "map a file"),
                new Case(
                        new OutOfMemoryError("unable to create native thread"),
                        Kind.PROBLEM,
                        "threads"),
                new Case(new StackOverflowError(), Kind.PROBLEM, "work", "nested too deeply"),
                new Case(
                        new InternalError(
                                "a fault occurred in a recent unsafe memory access operation"),
                        Kind.PROBLEM,
                        "work",
                        "cut short"),
                new Case(new NoSuchFileException("a.png"), Kind.PROBLEM, "a.png", "does not exist"),
                new Case(
                        new AccessDeniedException("a.png"),
                        Kind.PROBLEM,
                        "a.png",
                        "permission is denied"),
                new Case(
                        new FileSystemException("a.png", null, "File name too long"),
                        Kind.PROBLEM,
                        "a.png",
                        "name is too long"),
                new Case(
                        new UncheckedIOException(new IOException("No space left on device")),
                        Kind.PROBLEM,
                        "disk is full"),
                new Case(new MalformedInputException(1), Kind.PROBLEM, "UTF-8"),
                new Case(new ExecutionException(new EOFException()), Kind.PROBLEM, "too early"),
                new Case(new NoClassDefFoundError("a/B"), Kind.PROBLEM, "a/B", "install"),
                new Case(
                        new IllegalStateException(
                                "CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; …)"),
                        Kind.PROBLEM,
                        "20.00 MiB",
                        "GPU",
                        "--device cpu"),
                new Case(
                        new IllegalStateException(
                                "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator:"
                                        + " can't allocate memory: you tried to allocate 4000 bytes."),
                        Kind.PROBLEM,
                        "4000 bytes",
                        "machine"),
                new Case(
                        new IllegalStateException("first\nsecond"),
                        Kind.FAULT,
                        "IllegalStateException, first.",
                        "MAMBASCOPE_LOG=DEBUG"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everythingThatIsThrownEndsInOneSentence(Case given) {
        Failure failure = Failure.of(given.thrown(), "work");
        assertThat(failure.kind()).isEqualTo(given.kind());
        assertThat(failure.sentence()).contains(given.parts()).doesNotContain("\n");
    }

    @Test
    void whatNamesOfFilesCouldDoToATerminalIsTakenFromThem() {
        assertThat(Printable.line("a\u001b[2Jb\u0007\u009bc\u202Ed\ne"))
                .isEqualTo("a\uFFFD[2Jb\uFFFD\uFFFDc\uFFFDd e");
    }
}
