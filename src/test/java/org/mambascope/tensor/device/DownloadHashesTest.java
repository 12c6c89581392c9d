package org.mambascope.tensor.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;

import java.nio.file.Path;

/** Fetched libraries are held to what was fetched before. */
class DownloadHashesTest {
    private static final String FIRST = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);

    @Test
    @DisplayName(
            "the first fetch is kept, and a later one that differs is refused with both hashes")
    void holdsToTheFirst(@TempDir Path folder) {
        Path file = folder.resolve("hashes.sha256");
        DownloadHashes fetched = new DownloadHashes(file);
        fetched.require("libcudart.so", FIRST);
        fetched.write();

        DownloadHashes again = new DownloadHashes(file);

        assertThat(file).hasContent(FIRST + "  libcudart.so");
        assertThatCode(() -> again.require("libcudart.so", FIRST)).doesNotThrowAnyException();
        assertThatCode(() -> again.require("libcublas.so", OTHER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> again.require("libcudart.so", OTHER))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("libcudart.so", FIRST, OTHER, file.toString());
    }
}
