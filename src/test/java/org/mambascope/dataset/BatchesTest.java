package org.mambascope.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.image.Preprocessing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import javax.imageio.ImageIO;

class BatchesTest {
    private static final Preprocessing PLAIN =
            new Preprocessing(
                    1,
                    1,
                    new Preprocessing.Fit.Pad(0, 0, 0, 0, 0),
                    List.of(0f, 0f, 0f),
                    List.of(1f, 1f, 1f));

    @TempDir Path folder;

    @Test
    void brokenPicturesAreReportedAndBatchesFilledWithTheNext() throws IOException {
        Dataset dataset = dataset(7, Set.of(1, 2, 6));
        List<Problem> problems = new ArrayList<>();

        List<Batch> batches = new ArrayList<>();
        new Batches(dataset, PLAIN, 2, problems::add).forEachRemaining(batches::add);

        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).indices()).containsExactly(0, 3);
        assertThat(batches.get(0).values()).containsExactly(0f, 0f, 0f, 0.6f, 0.6f, 0.6f);
        assertThat(batches.get(1).indices()).containsExactly(4, 5);
        assertThat(problems)
                .extracting(Problem::getMessage)
                .satisfiesExactly(
                        message -> assertThat(message).contains("1.png"),
                        message -> assertThat(message).contains("2.png"),
                        message -> assertThat(message).contains("6.png"));
    }

    @Test
    void theLastBatchHoldsWhatIsLeft() throws IOException {
        Batches batches =
                new Batches(dataset(5, Set.of()), new int[] {4, 0, 2}, PLAIN, 2, BatchesTest::fail);

        assertThat(batches.next().indices()).containsExactly(4, 0);
        Batch last = batches.next();
        assertThat(last.images()).isEqualTo(1);
        assertThat(last.indices()).containsExactly(2);
        assertThat(last.values()).containsExactly(0.4f, 0.4f, 0.4f);
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void aDatasetOfBrokenPicturesHasNoBatches() throws IOException {
        List<Problem> problems = new ArrayList<>();

        Batches batches = new Batches(dataset(2, Set.of(0, 1)), PLAIN, 4, problems::add);

        assertThat(batches.hasNext()).isFalse();
        assertThat(problems).hasSize(2);
    }

    private static void fail(Problem problem) {
        throw problem;
    }

    private Dataset dataset(int size, Set<Integer> broken) throws IOException {
        for (int i = 0; i < size; i++) {
            Path file = folder.resolve(i + ".png");
            BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, i * 51 * 0x010101);
            ImageIO.write(image, "png", file.toFile());
            if (broken.contains(i)) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        return Datasets.open(folder, Split.TEST);
    }
}
