package org.mambascope.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the program's refusals look like, by the texts in its sources. */
class ProblemTextsTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /** The first text of a refusal. */
    private static final Pattern TEXT =
            Pattern.compile("new Problem\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private static List<String> texts(Path file) {
        try {
            return TEXT.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"));
    }

    @Test
    @DisplayName("a refusal is one sentence")
    void oneSentence() throws IOException {
        try (Stream<Path> files = sources()) {
            assertThat(files.flatMap(file -> texts(file).stream()))
                    .hasSizeGreaterThan(100)
                    .noneMatch(text -> text.matches(".*[.?!] [A-Z].*"));
        }
    }

    @Test
    @DisplayName(
            "it begins with a capital or a file; only reasons that a file is put before do not")
    void beginsWithCapital() throws IOException {
        try (Stream<Path> files = sources()) {
            assertThat(
                            files.filter(file -> !file.toString().contains("/checkpoint/"))
                                    .flatMap(file -> texts(file).stream()))
                    .hasSizeGreaterThan(100)
                    .noneMatch(text -> text.matches("[a-z].*"));
        }
    }

    @Test
    @DisplayName("images are called images")
    void images() throws IOException {
        try (Stream<Path> files = sources()) {
            assertThat(files.flatMap(file -> texts(file).stream()))
                    .noneMatch(text -> text.matches("(?i).*\\bpictures?\\b.*"));
        }
    }
}
