package org.mambascope.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class AtomicFileTest {
    @TempDir private Path folder;

    @Test
    void writesIntoFoldersThatAreNotThereYet() throws IOException {
        Path file = folder.resolve("a/b/file.txt");
        AtomicFile.write(file, "text");
        assertThat(file).hasContent("text");
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write('n');
                                            throw new IOException("disk full");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aNewFileIsAsReadableAsAnyOther() throws IOException {
        Path ordinary = Files.writeString(folder.resolve("ordinary.txt"), "");
        Path atomic = folder.resolve("atomic.txt");
        AtomicFile.write(atomic, "");
        assertThat(Files.getAttribute(atomic, "posix:permissions"))
                .isEqualTo(Files.getAttribute(ordinary, "posix:permissions"));
    }
}
