package org.mambascope.image.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.image.Picture;

import java.nio.file.Path;
import java.util.stream.IntStream;

class OverlapTest {
    private static final Path SAMPLES = Path.of("sample-images", "fashion-mnist");

    @Test
    void imagesThatAreSharedAreCountedAndSaid() {
        Overlap overlap = Overlap.of(ImageContents.of(1, 2, 3), ImageContents.of(9, 3, 8, 1, 7));

        assertThat(overlap).isEqualTo(new Overlap(2, 3, 5));
        assertThat(overlap.sentence()).hasValueSatisfying(s -> assertThat(s).contains("2 of 3"));
        assertThat(Overlap.of(ImageContents.of(1), ImageContents.of(2)).sentence()).isEmpty();
        assertThat(Overlap.of(ImageContents.UNKNOWN, ImageContents.of(2)).isKnown()).isFalse();
    }

    @Test
    void contentsAreReadAsTheyAreWritten() {
        ImageContents contents = ImageContents.of(0, 1, 0xffff_ffff_ffffL, 0x8000_0000L);

        assertThat(contents.text()).hasSize(4 * 8);
        assertThat(ImageContents.parse(contents.text())).isEqualTo(contents);
        assertThat(ImageContents.parse("no contents!")).isEqualTo(ImageContents.UNKNOWN);
        assertThat(ImageContents.parse("")).isEqualTo(ImageContents.UNKNOWN);
    }

    @Test
    void sizeAndEveryPixelCount() {
        long hash = ImageContents.hash(2, 1, new int[] {1, 2});

        assertThat(ImageContents.hash(1, 2, new int[] {1, 2})).isNotEqualTo(hash);
        assertThat(ImageContents.hash(2, 1, new int[] {1, 3})).isNotEqualTo(hash);
        assertThat(ImageContents.hash(2, 1, new int[] {1, 2})).isEqualTo(hash).isLessThan(1L << 48);
    }

    @Test
    void theSamplesTrainingImagesAreNoTestImagesButItsPicturesAre() {
        ImageContents test = contents(Datasets.open(SAMPLES, Split.TEST));

        assertThat(Overlap.of(contents(Datasets.open(SAMPLES, Split.TRAIN)), test))
                .isEqualTo(new Overlap(0, 256, 10_000));
        assertThat(
                        Overlap.of(
                                contents(Datasets.open(SAMPLES.resolve("pictures"), Split.TEST)),
                                test))
                .isEqualTo(new Overlap(30, 30, 10_000));
    }

    private static ImageContents contents(Dataset dataset) {
        return ImageContents.of(
                IntStream.range(0, dataset.size())
                        .mapToObj(dataset::picture)
                        .mapToLong(OverlapTest::hash)
                        .toArray());
    }

    private static long hash(Picture picture) {
        return ImageContents.hash(picture.width(), picture.height(), picture.rgb());
    }
}
