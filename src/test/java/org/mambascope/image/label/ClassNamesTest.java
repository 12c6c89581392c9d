package org.mambascope.image.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ClassNamesTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "classes.json | ['cat', 'dog', 'fox']",
                "class_to_idx.json | {'dog': 1, 'cat': 0, 'fox': 2}",
                "id2label.json | {'2': 'fox', '0': 'cat', '1': 'dog'}",
                "id2label.json | {'id2label': {'2': 'fox', '0': 'cat', '1': 'dog'}, 'other': 1}",
                "id2label.json | {'0': ['n1', 'cat'], '1': ['n2', 'dog'], '2': ['n3', 'fox']}",
                "classes.txt | cat^dog^fox^",
                "classes.txt | 0 cat^1 dog^2 fox",
                "classes.txt | 1,cat^2,dog^3,fox",
            })
    void everyShapeGivesTheNamesInTheOrderOfTheirNumbers(String name, String text)
            throws IOException {
        Path file = write(name, text);

        assertThat(ClassNames.read(file)).containsExactly("cat", "dog", "fox");
        assertThat(ClassNames.in(folder)).contains(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'cat': 0, 'dog': 2} | number 2",
                "{'cat': 1, 'dog': 1} | “cat” and “dog”",
                "{'0': 'cat', '00': 'dog'} | “cat” and “dog”",
                "{'1': 'cat', '2': 'dog'} | number 2",
                "{'cat': -1, 'dog': 0} | number -1",
                "{'cat': 'dog'} | numbers",
                "{'0': 'cat', '0': 'dog'} | line 1",
                "{'0': null} | null",
                "[] | found none",
                "['cat', ''] | class 1",
                "['cat', {}] | name of a class",
                "7 | list of names",
                "~~ | found none",
                "{'a.png': {'label': 3}} | “a.png” with {",
                "['cat'], ['dog'] | line 1",
            })
    void gapsAndDuplicatesAreRefused(String text, String found) throws IOException {
        Path file = write("classes.json", text);

        assertThatThrownBy(() -> ClassNames.read(file))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("classes.json")
                .hasMessageContaining(found);
    }

    @Test
    void namesThatAreNumbersStayNamesInAText() throws IOException {
        assertThat(ClassNames.read(write("classes.txt", "0^1^2"))).containsExactly("0", "1", "2");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('\'', '"').replace('^', '\n'));
    }
}
