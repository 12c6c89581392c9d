package org.mambascope.base.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

class AtomicFileTest {
    @TempDir private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void refuses(Path target, String part, Path... inputs) {
        assertThatThrownBy(() -> AtomicFile.check(target, inputs))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(target.toString())
                .hasMessageContaining(part);
    }

    @Test
    void writesIntoFoldersThatAreNotThereYet() {
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
                                            throw new IOException("broken content");
                                        }))
                .isInstanceOf(IOException.class)
                .hasMessage("broken content");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("file.txt");
    }

    @Test
    void aNewFileIsAsReadableAsAnyOther() throws IOException {
        Path ordinary = Files.writeString(folder.resolve("ordinary.txt"), "");
        Path atomic = folder.resolve("atomic.txt");
        AtomicFile.write(atomic, "");
        assertThat(Files.getPosixFilePermissions(atomic))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void anOldFileKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        for (String permissions : List.of("rw-------", "rwxrwxrwx")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            AtomicFile.write(file, "new");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(permissions);
        }
    }

    @Test
    void theTargetOfALinkIsReplacedAndNotTheLink() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("file.txt"));
        Path further = Files.createSymbolicLink(folder.resolve("further.txt"), link);
        AtomicFile.write(further, "new");
        assertThat(file).hasContent("new");
        assertThat(link).isSymbolicLink();
        assertThat(further).isSymbolicLink();
    }

    @Test
    void aLinkToNothingMakesWhatItNames() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("sub/file.txt"));
        AtomicFile.write(link, "new");
        assertThat(folder.resolve("sub/file.txt")).hasContent("new");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void linksThatLeadInACircleAreRefusedAndStay() throws IOException {
        Path one = folder.resolve("one");
        Path other = Files.createSymbolicLink(folder.resolve("other"), one);
        Files.createSymbolicLink(one, other);
        refuses(one, "circle");
        refuses(one.resolve("file"), "leads to no folder");
        assertThatThrownBy(() -> AtomicFile.write(other, "text"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("circle");
        assertThatThrownBy(() -> AtomicFile.checkFolder(one))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("leads to no folder");
        assertThat(one).isSymbolicLink();
        assertThat(other).isSymbolicLink();
        assertThat(names()).containsExactlyInAnyOrder("one", "other");
    }

    @Test
    void aDeviceIsWrittenIntoAndStaysOne() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        Path link = Files.createSymbolicLink(folder.resolve("link"), device);
        AtomicFile.check(link);
        AtomicFile.write(link, "gone");
        assertThat(Files.readString(device)).isEmpty();
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFullDiskIsSaidInOneSentence() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        assertThatThrownBy(() -> AtomicFile.write(full, "text"))
                .isInstanceOf(Problem.class)
                .hasMessage(
                        "Cannot write /dev/full: the disk is full; free some space, or choose"
                                + " another disk.");
    }

    @Test
    void namesMayBeAsLongAsTheSystemAllows() {
        Path longest = folder.resolve("n".repeat(255));
        AtomicFile.check(longest);
        AtomicFile.write(longest, "text");
        assertThat(longest).hasContent("text");
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "");
        refuses(folder.resolve("n".repeat(256)), "too long");
        refuses(folder.resolve("new").resolve("n".repeat(256)), "too long");
        refuses(folder.resolve("n".repeat(256)).resolve("file"), "too long");
        refuses(folder, "it is a folder");
        refuses(file.resolve("below.txt"), "a file and no folder");
        refuses(Path.of("/proc/nothing/file.txt"), "/proc/nothing/file.txt");
        assertThatThrownBy(() -> AtomicFile.checkFolder(file))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no folder");
        assertThat(names()).containsExactly("file.txt");
    }

    @Test
    void tryingLeavesNoTrace() throws IOException {
        AtomicFile.check(folder.resolve("a/b/c.txt"));
        AtomicFile.checkFolder(folder.resolve("d/e"));
        AtomicFile.checkFolder(folder);
        assertThat(names()).isEmpty();
    }

    @Test
    void anInputIsNotReplacedByWhateverNameItIsCalled() throws IOException {
        Path input = Files.writeString(folder.resolve("input"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), input);
        Path hard = Files.createLink(folder.resolve("hard"), input);
        refuses(input, "same file", input);
        refuses(folder.resolve("./sub/../input"), "same file", folder.resolve("other"), input);
        refuses(link, "same file", input);
        refuses(input, "same file", link);
        refuses(hard, "same file", input);
        refuses(input, "is read", folder);
        assertThatCode(() -> AtomicFile.check(folder.resolve("new"), input, folder))
                .doesNotThrowAnyException();
    }

    @Test
    void whatADeadProcessLeftIsRemovedAndWhatALivingOneWritesIsNot() throws Exception {
        Process writer = start("write", folder.resolve("theirs"));
        assertThat(writer.getInputStream().read()).isEqualTo('w');
        List<String> part = names();
        assertThat(part).singleElement().asString().startsWith(".mambascope-" + writer.pid());
        AtomicFile.write(folder.resolve("ours"), "");
        assertThat(names()).containsExactlyElementsOf(List.of(part.getFirst(), "ours"));

        writer.destroyForcibly().waitFor();
        assertThat(start("once", folder.resolve("next")).waitFor()).isZero();
        assertThat(names()).containsExactly("next", "ours");
    }

    @Test
    void aSignalLeavesNothingBehind() throws Exception {
        Process writer = start("write", folder.resolve("theirs"));
        assertThat(writer.getInputStream().read()).isEqualTo('w');
        assertThat(names()).hasSize(1);
        writer.destroy();
        assertThat(writer.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(names()).isEmpty();
    }

    private static Process start(String how, Path target) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        how,
                        target.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Writes a file, at once or until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            AtomicFile.write(Path.of(arguments[1]), out -> write(out, arguments[0]));
        }

        private static void write(OutputStream out, String how) throws IOException {
            out.write('x');
            if (how.equals("write")) {
                System.out.write('w');
                System.out.flush();
                LockSupport.park();
            }
        }
    }
}
