package org.mambascope;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every source file to google-java-format with four-space indents. It runs here, in the JDK
 * that the project is built for, because a formatter inside Maven parses with Maven's own JDK.
 */
class SourceFormatTest {
    private static final JavaFormatterOptions STYLE =
            JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build();

    /** Rewrites every source file that is not in the project's style. */
    public static void main(String[] args) throws IOException, FormatterException {
        for (Path file : sources()) {
            String text = Files.readString(file);
            String formatted = format(text);
            if (!formatted.equals(text)) {
                Files.writeString(file, formatted);
                System.out.println("formatted " + file);
            }
        }
    }

    @Test
    void everySourceFileIsFormatted() throws IOException, FormatterException {
        List<Path> unformatted = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            if (!format(text).equals(text)) {
                unformatted.add(file);
            }
        }
        assertThat(unformatted).as("run: mvn -q test-compile exec:exec@format").isEmpty();
    }

    private static String format(String text) throws FormatterException {
        String imports = ImportOrderer.reorderImports(text, STYLE.style());
        return new Formatter(STYLE).formatSource(RemoveUnusedImports.removeUnusedImports(imports));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}
