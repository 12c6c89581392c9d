package org.mambascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class ImageSampleTest {
    @Test
    void imagesThatLieClassByClassAreTakenFromEachInTurn() {
        ImageSample sample = ImageSample.of(labelled(0, 0, 0, 0, 1, 1, 2, 2, 2), 5);

        assertThat(sample.indices()).containsExactly(0, 4, 6, 1, 5);
        assertThat(sample.words()).contains("5 of 9 images of mine", "1 to 2 of each of 3 classes");
    }

    @Test
    void twoImagesOfEachClassLieClassByClassToo() {
        Integer[] labels = IntStream.range(0, 20).mapToObj(i -> i / 2).toArray(Integer[]::new);

        assertThat(ImageSample.of(labelled(labels), 10).indices())
                .containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
    }

    @Test
    void theFirstImagesDoWhereTheyShowAllClasses() {
        assertThat(ImageSample.of(labelled(0, 1, 2, 2, 2, 2, 1, 1, 0), 3).indices())
                .containsExactly(0, 1, 2);
    }

    @Test
    void ofUnknownClassesTheyAreEvenlySpaced() {
        Dataset unlabelled = labelled(Collections.nCopies(9, -1).toArray(Integer[]::new));

        ImageSample sample = ImageSample.of(unlabelled, 3);

        assertThat(sample.indices()).containsExactly(0, 3, 6);
        assertThat(sample.words()).contains("unknown classes");
        assertThat(ImageSample.of(unlabelled, 100).indices()).hasSize(9);
    }

    @Test
    void onlyLabelledImagesCanBeTestedOn() {
        assertThat(ImageSample.labelled(labelled(-1, 0, 0, -1, 1), 2).indices())
                .containsExactly(1, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 128, 2000})
    void mixedImagesStayAsTheyAre(int limit) {
        Dataset samples = Datasets.open(Path.of("sample-images", "fashion-mnist"), Split.TEST);

        assertThat(ImageSample.of(samples, limit).indices())
                .isEqualTo(IntStream.range(0, limit).toArray());
    }

    private static Dataset labelled(Integer... labels) {
        List<Path> files = Collections.nCopies(labels.length, Path.of("any.png"));
        return new PictureFiles(
                "mine", files, List.of(labels), List.of(), true, List.of(), Map.of());
    }
}
