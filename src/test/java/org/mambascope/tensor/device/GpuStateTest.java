package org.mambascope.tensor.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.util.Utils;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;

class GpuStateTest {
    private static final List<String> CARD = List.of("NVIDIA H200");
    private static final List<String> NONE = List.of();

    @TempDir private Path folder;

    @Test
    @DisplayName("each state has its advice, and only a card without libtorch for CUDA is an offer")
    void statesHaveTheirAdvice() {
        GpuState ready = new GpuState(CARD, List.of("gpu0"), true, "");
        GpuState noCard = new GpuState(NONE, NONE, false, "");
        GpuState missing = new GpuState(CARD, NONE, false, "");
        GpuState oldDriver = new GpuState(CARD, NONE, true, "");
        GpuState otherLibrary = new GpuState(CARD, NONE, false, "/opt/torch/lib");

        assertThat(ready.advice()).startsWith("Ready: give --device gpu0");
        assertThat(noCard.advice()).startsWith("No NVIDIA GPU");
        assertThat(missing.advice()).contains("gpu --install", "PYTORCH_LIBRARY_PATH");
        assertThat(oldDriver.advice()).contains("update it");
        assertThat(otherLibrary.advice()).contains("/opt/torch/lib");
        assertThat(List.of(ready, noCard, missing, oldDriver, otherLibrary))
                .filteredOn(GpuState::isFetchingUseful)
                .containsExactly(missing);
    }

    @Test
    @DisplayName("cards are those that Linux's driver describes")
    void cardsOfTheDriver() throws IOException {
        Path card = Files.createDirectories(folder.resolve("0000:01:00.0"));
        Files.writeString(card.resolve("information"), "Model: \t\t NVIDIA H200\nIRQ:   12\n");

        assertThat(new NvidiaCards(folder, List.of("true")).names()).isEqualTo(CARD);
    }

    @Test
    @DisplayName("without such a description a program is asked, and without it there is no card")
    void cardsOfTheProgram() {
        Path nowhere = folder.resolve("nowhere");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        assertThat(new NvidiaCards(nowhere, List.of(java, "--version")).names()).isNotEmpty();
        assertThat(new NvidiaCards(nowhere, List.of(java, "--no-such-option")).names()).isEmpty();
        assertThat(new NvidiaCards(nowhere, List.of("no-such-program")).names()).isEmpty();
    }

    @Test
    @DisplayName(
            "the files of this system's build are fetched and unpacked, those of others are not")
    void buildIsFetched() throws IOException {
        String torch = System.mapLibraryName("torch");
        publish("cu128/linux-x86_64/native/lib/" + torch + ".gz", "torch");
        publish("cu128/linux-x86_64/native/lib/a%2Bb.so.gz", "other");
        publish("cpu/linux-x86_64/native/lib/c.so.gz", "cpu");
        CudaLibrary library = library("cu128/linux-x86_64/");
        assertThat(library.isFetched()).isFalse();

        library.fetch(Progress.NONE);

        assertThat(library.isFetched()).isTrue();
        assertThat(library.folder().resolve("a+b.so")).hasContent("other");
        try (var files = Files.list(library.folder())) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    @DisplayName("what is fetched again is held to the SHA-256 of the first fetch")
    void hashesAreHeld() throws IOException {
        String torch = System.mapLibraryName("torch");
        publish("cu128/linux-x86_64/native/lib/" + torch + ".gz", "torch");
        CudaLibrary library = library("cu128/linux-x86_64/");
        library.fetch(Progress.NONE);
        assertThat(library.hashes())
                .content()
                .startsWith("37bf51bfba4699a9")
                .contains("  " + torch);
        Utils.deleteQuietly(library.folder());
        library.fetch(Progress.NONE);
        assertThat(library.isFetched()).isTrue();

        Utils.deleteQuietly(library.folder());
        publish("cu128/linux-x86_64/native/lib/" + torch + ".gz", "evil");
        assertThatThrownBy(() -> library.fetch(Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(torch)
                .hasMessageContaining("SHA-256");
        assertThat(library.isFetched()).isFalse();
        assertThat(library.folder()).doesNotExist();
    }

    @Test
    @DisplayName("what breaks off leaves nothing behind and is said")
    void brokenFetchLeavesNothing() throws IOException {
        publish("cu128/linux-x86_64/native/lib/" + System.mapLibraryName("torch") + ".gz", "torch");
        Files.writeString(
                folder.resolve("files.txt"),
                Files.readString(folder.resolve("files.txt")) + "cu128/linux-x86_64/gone.so.gz\n");
        CudaLibrary library = library("cu128/linux-x86_64/");

        assertThatThrownBy(() -> library.fetch(Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("could not be fetched");
        assertThat(library.isFetched()).isFalse();
        try (var left = Files.list(library.folder().getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("a fetch is stopped in the midst of a file, and tells before how far it is")
    void isStoppedInTheMidst() throws IOException {
        publish(
                "cu128/linux-x86_64/native/lib/" + System.mapLibraryName("torch") + ".gz",
                "torch".repeat(1_000_000));
        CudaLibrary library = library("cu128/linux-x86_64/");
        List<Long> reports = new ArrayList<>();
        Progress stopping =
                new Progress() {
                    @Override
                    public void report(long done, long total, String step) {
                        reports.add(1000 * done / total);
                    }

                    @Override
                    public boolean isCancelled() {
                        return reports.size() == 3;
                    }
                };

        assertThatThrownBy(() -> library.fetch(stopping)).isInstanceOf(CancellationException.class);

        assertThat(reports).hasSize(3).isSorted().startsWith(0L).doesNotContain(1000L);
        assertThat(reports.getLast()).isPositive();
        assertThat(library.isFetched()).isFalse();
        try (var left = Files.list(library.folder().getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a system for which there is no build, and a name that leads elsewhere, are refused")
    void strangeListsAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("cu128/linux-x86_64"));
        publish("cu128/linux-x86_64/..%2Fevil.so.gz", "evil");

        assertThatThrownBy(() -> library("cu128/osx-aarch64/").fetch(Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("osx-aarch64");
        assertThatThrownBy(() -> library("cu128/linux-x86_64/").fetch(Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("../evil.so");
    }

    private CudaLibrary library(String prefix) {
        return new CudaLibrary(folder.toUri(), prefix, folder.resolve("kept").resolve("build"));
    }

    /**
     * Puts a file where the list leads: a path in it is an address, so its % is one of an address.
     */
    private void publish(String path, String content) throws IOException {
        Path file = Path.of(folder.toUri().resolve(path));
        Files.createDirectories(file.getParent());
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(content.getBytes(StandardCharsets.UTF_8));
        }
        Path list = folder.resolve("files.txt");
        String before = Files.exists(list) ? Files.readString(list) : "";
        Files.writeString(list, before + path + "\n");
    }
}
