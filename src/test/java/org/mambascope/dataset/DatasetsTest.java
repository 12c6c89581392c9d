package org.mambascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.image.IdxSamples;
import org.mambascope.image.Picture;
import org.mambascope.image.Pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

class DatasetsTest {
    @TempDir Path folder;

    @Test
    void aFolderWithAnIdxPairIsThatDatasetWhateverElseLiesInIt() throws IOException {
        picture("cats/1.png");
        picture("stray.png");
        write("t10k-images-idx3-ubyte.gz", IdxSamples.gzip(IdxSamples.images(7, 8)));
        write("t10k-labels-idx1-ubyte", IdxSamples.labels(4, 0));
        write("train-images-idx3-ubyte", IdxSamples.images(1, 2, 3));
        write("train-labels-idx1-ubyte.gz", IdxSamples.gzip(IdxSamples.labels(0, 1, 2)));

        Dataset test = Datasets.open(folder, Split.TEST);
        Dataset train = Datasets.open(folder, Split.TRAIN);

        assertThat(labels(test)).containsExactly(4, 0);
        assertThat(test.picture(1).rgb()).containsExactly(0x080808);
        assertThat(labels(train)).containsExactly(0, 1, 2);
        assertThat(test.classes()).isEmpty();
    }

    @Test
    void aMissingSplitIsAProblem() throws IOException {
        write("t10k-images-idx3-ubyte", IdxSamples.images(7));
        write("t10k-labels-idx1-ubyte", IdxSamples.labels(4));

        assertThatThrownBy(() -> Datasets.open(folder, Split.TRAIN))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("train-images-idx3-ubyte");
    }

    @Test
    void anIdxFileFindsTheLabelsBesideIt() throws IOException {
        Path images = write("mine-images.idx3-ubyte", IdxSamples.images(7, 8));

        assertThat(labels(Datasets.open(images, Split.TEST))).containsExactly(-1, -1);

        write("mine-labels.idx1-ubyte", IdxSamples.labels(3, 2));
        assertThat(labels(Datasets.open(images, Split.TRAIN))).containsExactly(3, 2);

        write("mine-labels.idx1-ubyte", IdxSamples.labels(3, 2, 1));
        assertThatThrownBy(() -> Datasets.open(images, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("3 labels for the 2 images");
    }

    @Test
    void classFoldersAreSortedByNameAndMayBeNestedAsDeepAsTheyLike() throws IOException {
        picture("dog/b.png");
        picture("dog/a.png");
        picture("Zebra/deep/c.png");
        picture("cat/deep/deeper/deepest/d.png");

        Dataset dataset = Datasets.open(folder, Split.TEST);

        assertThat(dataset.classes()).containsExactly("Zebra", "cat", "dog");
        assertThat(labels(dataset)).containsExactly(0, 1, 2, 2);
        assertThat(names(dataset)).containsExactly("c.png", "d.png", "a.png", "b.png");
        assertThat(dataset.leftOut()).isEmpty();
        assertThat(dataset.notes()).isEmpty();
    }

    @Test
    void whatIsLeftOutIsCountedByKind() throws Exception {
        picture("dog/a.png");
        picture("cat/b.png");
        picture("stray.png");
        picture(".hidden/e.png");
        picture("__MACOSX/dog/._a.png");
        write("dog/.DS_Store", new byte[1]);
        write("dog/notes.txt", new byte[1]);
        write("cat/nothing.png", new byte[0]);
        Files.createSymbolicLink(folder.resolve("cat/loop"), folder);
        Files.createSymbolicLink(folder.resolve("cat/lost.png"), folder.resolve("nowhere"));
        new ProcessBuilder("mkfifo", folder.resolve("dog/pipe.png").toString()).start().waitFor();

        Dataset dataset = Datasets.open(folder, Split.TEST);

        assertThat(names(dataset)).containsExactly("b.png", "a.png");
        assertThat(dataset.leftOut())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                LeftOut.OUTSIDE, 1,
                                LeftOut.HIDDEN, 3,
                                LeftOut.NOT_IMAGE, 1,
                                LeftOut.EMPTY, 1,
                                LeftOut.LOOP, 2,
                                LeftOut.SPECIAL, 1));
        assertThat(dataset.notes())
                .singleElement()
                .asString()
                .contains("1 images outside the class folders", "3 hidden", "1 pipes");
    }

    @Test
    void foldersOfNumbersAreInTheOrderOfTheNumbers() throws IOException {
        for (int i = 0; i < 12; i++) {
            picture(i + "/x.png");
        }

        Dataset dataset = Datasets.open(folder, Split.TEST);

        assertThat(dataset.classes()).startsWith("0", "1", "2", "3").endsWith("10", "11");
    }

    @ParameterizedTest
    @CsvSource({
        "train, valid, train, valid",
        "Training, Testing, Training, Testing",
        "train, dev, train, dev",
        "train_set, val_set, train_set, val_set",
        "train2017, val2017, train2017, val2017",
        "images/train, images/val, train, val",
        "train/images, val/images, images, images",
        "seg_train, seg_test, seg_train, seg_test",
        "val, test, val, test",
    })
    void splitsAreKnownInAllUsualSpellings(
            String first, String second, String training, String testing) throws IOException {
        picture(first + "/cat/1.png");
        picture(first + "/dog/2.png");
        picture(second + "/cat/3.png");
        picture(second + "/dog/4.png");

        Dataset train = Datasets.open(folder, Split.TRAIN);
        Dataset test = Datasets.open(folder, Split.TEST);

        assertThat(names(train)).containsExactly("1.png", "2.png");
        assertThat(names(test)).containsExactly("3.png", "4.png");
        assertThat(train.classes()).containsExactly("cat", "dog");
        assertThat(train.name()).isEqualTo(training);
        assertThat(test.name()).isEqualTo(testing);
        assertThat(test.notes()).first().asString().contains("is used as the");
    }

    @Test
    void aTestSplitWithoutLabelsGivesWayToValidation() throws IOException {
        picture("test/images/test_0.png");
        picture("train/n01/images/n01_0.png");
        picture("train/n02/images/n02_0.png");
        picture("val/images/val_0.png");
        picture("val/images/val_1.png");
        Files.writeString(
                folder.resolve("val/val_annotations.txt"),
                "val_0.png\tn02\t0\t32\t44\t62\nval_1.png\tn01\t52\t55\t57\t59\n");

        Dataset test = Datasets.open(folder, Split.TEST);

        assertThat(names(test)).containsExactly("val_0.png", "val_1.png");
        assertThat(test.classes()).containsExactly("n01", "n02");
        assertThat(labels(test)).containsExactly(1, 0);
        assertThat(test.notes()).first().asString().contains("the test split has no labels");
        assertThat(Datasets.open(folder, Split.TRAIN).classes()).containsExactly("n01", "n02");
    }

    @Test
    void aFileNamesTheClassesOfNumbers() throws IOException {
        write("t10k-images-idx3-ubyte", IdxSamples.images(7, 8));
        write("t10k-labels-idx1-ubyte", IdxSamples.labels(1, 0));
        Files.writeString(folder.resolve("classes.txt"), "cat\ndog\n");

        Dataset dataset = Datasets.open(folder, Split.TEST);

        assertThat(dataset.classes()).containsExactly("cat", "dog");
        assertThat(dataset.numbered()).isTrue();

        Files.writeString(folder.resolve("classes.txt"), "cat");
        assertThatThrownBy(() -> Datasets.open(folder, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("numbered 1");
    }

    @Test
    void aFileNamesTheClassesOfFolders() throws IOException {
        picture("0/a.png");
        picture("1/b.png");
        Files.writeString(folder.resolve("classes.txt"), "dog\ncat\nfox\n");
        Dataset numbered = Datasets.open(folder, Split.TEST);
        assertThat(numbered.classes()).containsExactly("dog", "cat", "fox");
        assertThat(labels(numbered)).containsExactly(0, 1);

        Files.move(folder.resolve("0"), folder.resolve("cat"));
        Files.move(folder.resolve("1"), folder.resolve("dog"));
        Dataset named = Datasets.open(folder, Split.TEST);
        assertThat(named.classes()).containsExactly("dog", "cat", "fox");
        assertThat(labels(named)).containsExactly(1, 0);

        Files.writeString(folder.resolve("classes.txt"), "apple\nbanana\n");
        Dataset unlike = Datasets.open(folder, Split.TEST);
        assertThat(unlike.classes()).containsExactly("cat", "dog");
        assertThat(unlike.notes()).first().asString().contains("classes.txt is not used");
    }

    @Test
    void aColumnOfSplitsChoosesTheImages() throws IOException {
        picture("a.png");
        picture("b.png");
        picture("c.png");
        Files.writeString(
                folder.resolve("labels.csv"),
                "name,label,split\na.png,cat,train\nb.png,dog,train\nc.png,dog,valid\n");

        assertThat(names(Datasets.open(folder, Split.TRAIN))).containsExactly("a.png", "b.png");
        Dataset test = Datasets.open(folder, Split.TEST);
        assertThat(names(test)).containsExactly("c.png");
        assertThat(test.leftOut()).containsEntry(LeftOut.OTHER_SPLIT, 2);
    }

    @Test
    void aPipeIsRefusedAndNeverWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe.png");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

        assertThatThrownBy(() -> Datasets.open(pipe, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("pipe.png is a pipe");
        assertThatThrownBy(() -> Datasets.open(folder, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("only 1 pipes");
    }

    @Test
    void aFolderPerSplitIsChosenByTheSplit() throws IOException {
        picture("train/cat/1.png");
        picture("train/dog/2.png");
        picture("val/cat/3.png");

        assertThat(names(Datasets.open(folder, Split.TRAIN))).containsExactly("1.png", "2.png");
        assertThat(names(Datasets.open(folder, Split.TEST))).containsExactly("3.png");
    }

    @Test
    void aClassMayBeCalledTrain() throws IOException {
        picture("train/1.png");
        picture("plane/2.png");

        assertThat(Datasets.open(folder, Split.TEST).classes()).containsExactly("plane", "train");
    }

    @Test
    void aFlatFolderHasNoLabels() throws IOException {
        picture("b.png");
        picture("a.png");
        picture("thumbnails/a.png");

        Dataset dataset = Datasets.open(folder, Split.TEST);

        assertThat(names(dataset)).containsExactly("a.png", "b.png");
        assertThat(labels(dataset)).containsExactly(-1, -1);
        assertThat(dataset.classes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b c.png 5\na.png 7\n",
                "filename,label\n\"b c.png\",\"5\"\nmissing.png,3\na.png,7",
                "val/a.png\t7\r\nval/b c.png\t5\r\n\r\n",
                "7\n5\n",
            })
    void aLabelsFileNumbersClasses(String labels) throws IOException {
        picture("a.png");
        picture("b c.png");
        Files.writeString(folder.resolve("labels.txt"), labels);

        Dataset dataset = Datasets.open(folder, Split.TEST);

        assertThat(labels(dataset)).containsExactly(7, 5);
        assertThat(dataset.classes()).isEmpty();
    }

    @Test
    void aLabelsFileMayNameClasses() throws IOException {
        picture("a.png");
        picture("b.png");
        picture("c.png");
        Files.writeString(folder.resolve("val.txt"), "a.png n02000000\nc.png n01000000\n");

        Dataset dataset = Datasets.open(folder, Split.TEST);

        assertThat(dataset.classes()).containsExactly("n01000000", "n02000000");
        assertThat(labels(dataset)).containsExactly(1, -1, 0);
    }

    @Test
    void aLabelsFileThatDoesNotFitIsAProblem() throws IOException {
        picture("a.png");
        Path file = folder.resolve("labels.txt");

        Files.writeString(file, "1\n2\n");
        assertThatThrownBy(() -> Datasets.open(folder, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("2 labels for the folder's 1 images");
        Files.writeString(file, "other.png 2\n");
        assertThatThrownBy(() -> Datasets.open(folder, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("names none");
    }

    @Test
    void numbersOfTheDevelopmentKitAreNotMistakenForModelClasses() throws IOException {
        picture("a.png");
        picture("b.png");
        Path file = folder.resolve("ILSVRC2012_validation_ground_truth.txt");

        Files.writeString(file, "490\n1000\n");
        assertThatThrownBy(() -> Datasets.open(folder, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("development kit");
        Files.writeString(file, "0\n999\n");
        assertThat(labels(Datasets.open(folder, Split.TEST))).containsExactly(0, 999);
    }

    @Test
    void severalPathsAreOneDataset() throws IOException {
        Path first = picture("x/1.png").getParent();
        picture("x/0.png");
        Path second = picture("2.png");

        Dataset dataset = Datasets.of(List.of(first, second));

        assertThat(names(dataset)).containsExactly("0.png", "1.png", "2.png");
        assertThat(dataset.name()).isEqualTo("x, 2.png");
        assertThat(Datasets.of(List.of(second)).size()).isEqualTo(1);
    }

    @Test
    void labelsSurviveJoiningOnlyWhereClassesAreTheSame() throws IOException {
        picture("one/cat/1.png");
        picture("one/dog/2.png");
        picture("two/cat/3.png");
        picture("two/dog/4.png");
        picture("three/fox/5.png");
        Path one = folder.resolve("one");

        assertThat(labels(Datasets.of(List.of(one, folder.resolve("two")))))
                .containsExactly(0, 1, 0, 1);
        assertThat(labels(Datasets.of(List.of(one, folder.resolve("three")))))
                .containsExactly(-1, -1, -1);
    }

    @Test
    void whatHoldsNoPicturesIsAProblem() throws IOException {
        Path text = write("notes.txt", new byte[] {65});

        assertThatThrownBy(() -> Datasets.open(folder, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("holds no images");
        assertThatThrownBy(() -> Datasets.open(text, Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("notes.txt is no dataset");
        assertThatThrownBy(() -> Datasets.open(folder.resolve("nowhere"), Split.TEST))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> Datasets.of(List.of())).isInstanceOf(Problem.class);
    }

    @Test
    void aFolderWrittenAsADotHasItsOwnName() throws IOException {
        picture("inner/1.png");

        Dataset dataset = Datasets.open(folder.resolve("inner/."), Split.TEST);

        assertThat(dataset.name()).isEqualTo("inner");
        assertThat(Pictures.nameOf(folder.getRoot())).isEqualTo(folder.getRoot().toString());
    }

    @Test
    void theSampleImagesAreCompleteAndTheirPicturesAreOfTheTestSplit() {
        Path samples = Path.of("sample-images", "fashion-mnist");
        Dataset test = Datasets.open(samples, Split.TEST);
        Dataset train = Datasets.open(samples, Split.TRAIN);
        Dataset pictures = Datasets.open(samples.resolve("pictures"), Split.TEST);

        assertThat(test.size()).isEqualTo(10_000);
        assertThat(train.size()).isEqualTo(256);
        assertThat(pictures.size()).isEqualTo(30);
        for (int i = 0; i < 30; i++) {
            Picture picture = pictures.picture(i);
            int label = picture.name().charAt(0) - '0';
            int[] firstThree =
                    IntStream.range(0, 200)
                            .filter(index -> test.label(index).orElseThrow() == label)
                            .limit(3)
                            .toArray();
            assertThat(picture.rgb()).isEqualTo(test.picture(firstThree[i % 3]).rgb());
        }
    }

    private Path picture(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static List<Integer> labels(Dataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(index -> dataset.label(index).orElse(-1))
                .toList();
    }

    private static List<String> names(Dataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(index -> dataset.picture(index).name())
                .toList();
    }
}
