package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class DocumentedCommandsTest {
    /** A line of code that runs the program, with its continuation lines. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ {4,}(?:\\$ )?bin/mambascope ((?:.*\\\\\\R)*.*)$");

    private static final Pattern REST = Pattern.compile("\\\\\\R|\\s#.*");

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("every command line in a document has options and parameters that there are")
    void commandsParse(String line) {
        String[] words = line.split("\\s+");
        assertThatCode(() -> Commands.commandLine((_, _) -> 0).parseArgs(words))
                .doesNotThrowAnyException();
    }

    static List<String> commands() throws IOException {
        try (Stream<Path> documents = Files.list(Path.of("docs"))) {
            List<String> lines =
                    Stream.concat(Stream.of(Path.of("README.md")), documents)
                            .filter(file -> file.toString().endsWith(".md"))
                            .flatMap(DocumentedCommandsTest::commands)
                            .distinct()
                            .toList();
            assertThat(lines).hasSizeGreaterThan(10);
            return lines;
        }
    }

    private static Stream<String> commands(Path document) {
        try {
            return COMMAND.matcher(Files.readString(document))
                    .results()
                    .map(found -> found.group(1))
                    .map(found -> REST.matcher(found).replaceAll(" ").strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
