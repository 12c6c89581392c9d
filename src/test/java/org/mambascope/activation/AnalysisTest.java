package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Batch;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

class AnalysisTest {
    private static final int PLANE = SmallMamba.TOKENS * SmallMamba.CHANNELS;

    private static SmallMamba network;

    @BeforeAll
    static void start() {
        network = new SmallMamba();
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @Test
    void everyPointIsGatheredInTheOrderOfTheModel() {
        float[] images = images(6);

        AnalysisResult result = new Analysis(network).run(batches(images, 4, 2), 6, Progress.NONE);

        assertThat(result.images()).isEqualTo(6);
        assertThat(result.seconds()).isPositive();
        assertThat(result.points().keySet())
                .containsExactly("layers.0.in_proj.input", "layers.1.in_proj.input");
        PointStatistics red = new Reference(point(0), plane(images, 0, 1)).statistics();
        PointStatistics green = new Reference(point(1), plane(images, 1, 2)).statistics();
        assertSame(result.points().get("layers.0.in_proj.input"), red);
        assertSame(result.points().get("layers.1.in_proj.input"), green);
    }

    private static void assertSame(PointStatistics found, PointStatistics expected) {
        assertThat(found.images()).isEqualTo(expected.images());
        assertThat(found.meanMagnitude()).isEqualTo(expected.meanMagnitude());
        assertThat(found.values().kurtosis()).isEqualTo(expected.values().kurtosis());
        assertThat(found.profileCorrelation()).isEqualTo(expected.profileCorrelation());
        assertThat(found.tokens().variance()).isEqualTo(expected.tokens().variance());
        assertThat(found.channels().maximum()).isEqualTo(expected.channels().maximum());
    }

    @Test
    void predictionsAreTheLargestLogitsImageByImage() {
        float[] images = new float[3 * SmallMamba.IMAGE];
        images[2 * PLANE] = 1;
        images[SmallMamba.IMAGE] = 1;
        images[2 * SmallMamba.IMAGE + PLANE] = 1;

        AnalysisResult result = new Analysis(network).run(batches(images, 2, 1), 3, Progress.NONE);

        assertThat(result.predictions()).containsExactly(2, 0, 1);
    }

    @Test
    void onlyChosenPointsAreWatched() {
        Analysis analysis = new Analysis(network, List.of(point(1)), PointConsumer.NONE);

        AnalysisResult result = analysis.run(batches(images(1), 1), 1, Progress.NONE);

        assertThat(result.points().keySet()).containsExactly("layers.1.in_proj.input");
    }

    @Test
    void anUnknownPointIsSaid() {
        ObservationPoint unknown =
                new ObservationPoint("layers.9.input", 9, "", 1, TokenOrder.rowMajor(1, 1));

        assertThatThrownBy(() -> new Analysis(network, List.of(unknown), PointConsumer.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("layers.9.input");
    }

    @Test
    void oneImagesValuesAreKeptAsTheyWere() {
        float[] images = images(5);
        RawCapture capture = new RawCapture(3);

        new Analysis(network, network.points(), capture)
                .run(batches(images, 2, 2, 1), 5, Progress.NONE);

        assertThat(capture.values().keySet())
                .containsExactly("layers.0.in_proj.input", "layers.1.in_proj.input");
        assertThat(capture.values().get("layers.1.in_proj.input"))
                .containsExactly(Arrays.copyOfRange(plane(images, 1, 2), 3 * PLANE, 4 * PLANE));
    }

    @Test
    void progressIsToldAndMayAskForWhatIsKnownSoFar() {
        Analysis analysis = new Analysis(network);
        List<Long> told = new ArrayList<>();
        List<Long> known = new ArrayList<>();

        analysis.run(
                batches(images(5), 2, 2, 1),
                5,
                (done, total, step) -> {
                    told.add(done);
                    known.add(analysis.result().points().get("layers.0.in_proj.input").images());
                });

        assertThat(told).containsExactly(0L, 2L, 4L, 5L);
        assertThat(known).isEqualTo(told);
    }

    @Test
    void cancellingBetweenBatchesKeepsWhatIsKnown() {
        Analysis analysis = new Analysis(network);

        assertThatThrownBy(() -> analysis.run(batches(images(6), 2, 2, 2), 6, new CancelAfter(4)))
                .isInstanceOf(CancellationException.class);

        assertThat(analysis.result().images()).isEqualTo(4);
    }

    @Test
    void cancellingInsideAForwardPassEndsIt() {
        List<ObservationPoint> seen = new ArrayList<>();
        CancelAfter cancel = new CancelAfter(Long.MAX_VALUE);
        Analysis analysis =
                new Analysis(
                        network,
                        network.points(),
                        (point, first, values) -> {
                            seen.add(point);
                            cancel.images = 0;
                        });

        assertThatThrownBy(() -> analysis.run(batches(images(2), 2), 2, cancel))
                .isInstanceOf(CancellationException.class);

        assertThat(seen).containsExactly(point(0));
    }

    @Test
    void imagesOfAnotherSizeAreSaid() {
        Batch batch = new Batch(new int[1], new float[3 * 7]);

        assertThatThrownBy(
                        () ->
                                new Analysis(network)
                                        .run(List.of(batch).iterator(), 1, Progress.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("4 × 5 pixels")
                .hasMessageContaining("7 pixels each");
    }

    @Test
    void nothingNativeIsLeftBehind() {
        Analysis analysis = new Analysis(network);
        int before = network.manager().getManagedArrays().size();

        for (int batch = 0; batch < 20; batch++) {
            analysis.run(batches(images(2), 2), 2, Progress.NONE);
        }

        assertThat(network.manager().getManagedArrays()).hasSize(before);
    }

    private static ObservationPoint point(int block) {
        return network.points().get(block);
    }

    private static float[] images(int count) {
        Random random = new Random(count);
        float[] images = new float[count * SmallMamba.IMAGE];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        return images;
    }

    private static Iterator<Batch> batches(float[] images, int... sizes) {
        List<Batch> batches = new ArrayList<>();
        int start = 0;
        for (int size : sizes) {
            int end = start + size * SmallMamba.IMAGE;
            batches.add(new Batch(new int[size], Arrays.copyOfRange(images, start, end)));
            start = end;
        }
        return batches.iterator();
    }

    private static float[] plane(float[] images, int colour, float factor) {
        float[] plane = new float[images.length / 3];
        for (int i = 0; i < plane.length; i++) {
            int image = i / PLANE;
            plane[i] = factor * images[image * SmallMamba.IMAGE + colour * PLANE + i % PLANE];
        }
        return plane;
    }

    /** Cancels once that many images are done. */
    private static final class CancelAfter implements Progress {
        private long images;
        private long done = -1;

        CancelAfter(long images) {
            this.images = images;
        }

        @Override
        public void report(long done, long total, String step) {
            this.done = done;
        }

        @Override
        public boolean isCancelled() {
            return done >= images;
        }
    }
}
