package org.mambascope.image.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class LabelFileTest {
    private static final List<String> IMAGES = List.of("a.png", "b c.JPEG", "sub/d.png");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png 7\nb c.JPEG 5\nd.png 3\n",
                "a.png,7\nb c.JPEG,5\nsub/d.png,3\n",
                "a.png;7\r\nb c.JPEG;5\r\nsub\\d.png;3\r\n",
                "a.png\t7\nb c.JPEG\t5\nd.png\t3\n",
                "filename,label\na.png,7\nb c.JPEG,5\nd.png,3\n",
                "ImageId,PredictionString\n"
                        + "a,7 85 1 499 272\n"
                        + "b c,5 1 2 3 4 5 1 2 3 4\n"
                        + "d,3 1 2 3 4\n",
                ",filename,label\n0,a.png,7\n1,b c.JPEG,5\n2,d.png,3\n",
                "0,a.png,7\n1,b c.JPEG,5\n2,d.png,3\n",
                "a.png\t7\t0\t32\t44\t62\nb c.JPEG\t5\t1\t2\t3\t4\nd.png\t3\t1\t2\t3\t4\n",
                "\"a.png\",\"7\"\n\"b c.JPEG\",\"5\"\n\"d.png\",\"3\"\n",
                "id,label\na,7.0\nb c,5.0\nd,3.0\n",
                "7,a.png\n5,b c.JPEG\n3,d.png\n",
                "path;class;width\nimages/a.png;7;20\nimages/b c.JPEG;5;20\nsub/d.png;3;20\n",
                "# made by hand\n\na.png 7\nb c.JPEG 5\n\nd.png 3",
                "7\n5\n3\n",
                "label\n7\n5\n3\n",
            })
    void labelsAreReadHoweverTheyAreWritten(String text) throws IOException {
        Path file = write(text, "UTF-8");

        assertThat(LabelFile.numbers(file, LabelFile.read(file, IMAGES).labels()))
                .contains(List.of(7, 5, 3));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void marksOfEditorsAreNoPartOfTheText(String charset) throws IOException {
        String mark = charset.startsWith("UTF") ? "\uFEFF" : "";
        Path named = write(mark + "a.png,Fuß\r\nb c.JPEG,Käse\r\nd.png,3\r\n", charset);
        assertThat(LabelFile.read(named, IMAGES).labels()).containsExactly("Fuß", "Käse", "3");

        Path inOrder = write(mark + "7\r\n5\r\n3\r\n", charset);
        assertThat(LabelFile.read(inOrder, IMAGES).labels()).containsExactly("7", "5", "3");
    }

    @Test
    void partsOfTheDatasetAreKept() throws IOException {
        Path file =
                write(
                        "name,label,split\na.png,cat,train\nb c.JPEG,dog,valid\nd.png,cat,x\n",
                        "UTF-8");

        assertThat(LabelFile.read(file, IMAGES).splits())
                .containsExactly(
                        Optional.of(SplitName.TRAIN),
                        Optional.of(SplitName.VALIDATION),
                        Optional.empty());
    }

    @Test
    void whatDoesNotFitIsCounted() throws IOException {
        Path file =
                write("image,label,author\na.png,cat,me\nx.png,dog,me\ny.png,dog,me\n", "UTF-8");

        LabelFile read = LabelFile.read(file, IMAGES);

        assertThat(read.labels()).containsExactly("cat", "", "");
        assertThat(read.notes())
                .singleElement()
                .asString()
                .contains(
                        "labels.txt for 1 of 3", "2 images have none", "2 of its lines", "author");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.png,cat^b c.JPEG^d.png,dog | line 2 | b c.JPEG",
                "a.png,cat^nonsense,dog^d.png,dog | line 2 | nonsense,dog",
                "a.png,cat,red,round^b c.JPEG,dog,red,round | line 1 | a.png,cat,red,round",
                "My labels^a.png,cat^d.png,dog | line 1 | My labels",
                "a.png,cat^a.png,dog | line 2 | cat",
                "when,where,who^a.png,cat,me^d.png,dog,me | line 1 | when,where,who",
            })
    void theFirstLineThatIsNotUnderstoodIsShown(String text, String line, String shown)
            throws IOException {
        Path file = write(text.replace('^', '\n'), "UTF-8");

        assertThatThrownBy(() -> LabelFile.read(file, IMAGES))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("labels.txt")
                .hasMessageContaining(line)
                .hasMessageContaining(shown);
    }

    @Test
    void aNameOfSeveralImagesIsRefused() throws IOException {
        Path file = write("a.png 1\n", "UTF-8");

        assertThatThrownBy(() -> LabelFile.read(file, List.of("x/a.png", "y/a.png")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("several");
    }

    @Test
    @Timeout(30)
    void hostileLinesTakeNoLongerThanTheirLength() throws IOException {
        String spaces = " ".repeat(200_000);
        assertThat(LabelFile.read(write("a.png" + spaces + "\u2028x\n", "UTF-8"), IMAGES).labels())
                .first()
                .isEqualTo("x");
        for (String part : List.of("\"", ".png", "a/", "a.png,", "\t ", ", ")) {
            Path file = write(part.repeat(100_000), "UTF-8");
            assertThatThrownBy(() -> LabelFile.read(file, IMAGES)).isInstanceOf(Problem.class);
        }
    }

    private Path write(String text, String charset) throws IOException {
        return Files.write(folder.resolve("labels.txt"), text.getBytes(Charset.forName(charset)));
    }
}
